import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "@/domain/context";
import { compileTemplate, fillTemplate, type PageSlotValues, type Template } from "@/domain/drive/slots";
import { type Locale, localPath } from "@/domain/locale";
import { allowRead, matchesEtag } from "../live/answer-snapshot";
import type { ProgressHub } from "../live/progress-hub";
import type { Metrics } from "../metrics/metrics";
import { documentHeaders } from "../security-headers";
import { ByteLru } from "./byte-lru";
import { chooseEncoding } from "./compression";
import { articleOf, type DocumentRoute, lostPath } from "./document-routes";
import { Filled } from "./filled";
import { SlotMemo } from "./slot-memo";
import { stripScripts } from "./strip-scripts";
import { sendTroublePage } from "./trouble-page";

const CACHE_BYTES = 64 * 1024 * 1024;
const CACHE_CONTROL = "public, max-age=1, stale-while-revalidate=2, stale-if-error=3600";
/** Not for ever: an article may go back to an address it had. */
const MOVED_CACHE_CONTROL = "public, max-age=300";

/** A page as Next rendered it, with its slots empty. */
interface Page {
  status: number;
  template: Template;
  revision: number;
  filled: Filled | null;
}

export interface DocumentsDeps {
  hub: ProgressHub;
  /** Asks Next for a page by its path in the Next tree. */
  render: (nextPath: string) => Promise<{ status: number; html: string }>;
  /** Where the article is now that had this address before; null when none had it. */
  movedTo: (address: { slug: string; locale: Locale }) => Promise<{ slug: string; locale: Locale } | null>;
  now: () => Date;
  /** What of the slots does not follow from progress. */
  pageSlots: (locale: Locale) => PageSlotValues;
  metrics: Pick<Metrics, "document">;
  log: Log;
  isHttps: boolean;
  /** Development keeps the framework's scripts and nothing in memory. */
  dev: boolean;
}

/** Reader pages: Next's HTML kept as a template, filled and compressed once a version. */
export class Documents {
  private readonly pages = new ByteLru<Page>(CACHE_BYTES);
  private readonly rendering = new Map<string, Promise<Page>>();
  private readonly values: SlotMemo;
  private readonly headers: readonly [string, string][];

  constructor(private readonly deps: DocumentsDeps) {
    const { isHttps, dev } = deps;
    this.values = new SlotMemo(deps);
    this.headers = Object.entries(documentHeaders({ isHttps, dev }));
  }

  /** Answers at once, with every header, what is in memory as it is now; false when it must be made first. */
  answerFromMemory(req: IncomingMessage, res: ServerResponse, route: DocumentRoute): boolean {
    if (req.method !== "GET" && req.method !== "HEAD") return false;
    const filled = this.held(route.nextPath)?.filled;
    if (filled?.key !== this.values.of(route.locale).key) return false;
    if (matchesEtag(req.headers["if-none-match"], filled.etag)) {
      this.deps.metrics.document("not_modified");
      res.writeHead(304, filled.notModified).end();
      return true;
    }
    const answer = filled.ready(chooseEncoding(req.headers["accept-encoding"]));
    if (!answer) return false;
    this.deps.metrics.document("hit");
    res.writeHead(200, answer.headers).end(req.method === "HEAD" ? undefined : answer.body);
    return true;
  }

  async answer(req: IncomingMessage, res: ServerResponse, route: DocumentRoute): Promise<void> {
    if (!allowRead(req, res)) return;
    if (!this.held(route.nextPath) && (await this.sendElsewhere(req, res, route))) return;
    const held = this.held(route.nextPath);
    const page = held ?? (await this.renderOnce(route).catch((error) => this.lastGood(route, error)));
    if (!page) {
      sendTroublePage(res, 503, route.locale);
      return;
    }
    const filled = this.fill(page, route, held !== undefined);
    if (page.status === 200 && matchesEtag(req.headers["if-none-match"], filled.etag)) {
      this.deps.metrics.document("not_modified");
      res.writeHead(304, filled.notModified).end();
      return;
    }
    const encoding = chooseEncoding(req.headers["accept-encoding"]);
    const answer = filled.ready(encoding) ?? (await filled.prepare(encoding));
    res.writeHead(page.status, answer.headers);
    res.end(req.method === "HEAD" ? undefined : answer.body);
  }

  /** Answers for an article that is at another address now, with the query it was asked with; false when it is not. */
  private async sendElsewhere(
    req: IncomingMessage,
    res: ServerResponse,
    route: DocumentRoute,
  ): Promise<boolean> {
    const slug = articleOf(route);
    // Without a database the page as it last was is better than no page.
    const moved = slug ? await this.deps.movedTo({ slug, locale: route.locale }).catch(() => null) : null;
    if (!moved) return false;
    const [, query] = (req.url ?? "").split("?", 2);
    const location = localPath(moved.locale, `/articles/${moved.slug}`) + (query ? `?${query}` : "");
    res.writeHead(301, { ...documentHeaders(this.deps), location, "cache-control": MOVED_CACHE_CONTROL });
    res.end();
    return true;
  }

  /** The page as it is now, if it is in memory. */
  private held(nextPath: string): Page | undefined {
    const page = this.deps.dev ? undefined : this.pages.get(nextPath);
    return page?.revision === this.deps.hub.contentRevision ? page : undefined;
  }

  /** One rendering for everyone who asks meanwhile; one that began before a change is no answer after it. */
  private renderOnce(route: DocumentRoute): Promise<Page> {
    const { nextPath } = route;
    const revision = this.deps.hub.contentRevision;
    const key = `${revision} ${nextPath}`;
    const under = this.rendering.get(key);
    if (under) return under;
    const made = this.renderPage(route, revision).finally(() => this.rendering.delete(key));
    this.rendering.set(key, made);
    return made;
  }

  private async renderPage(route: DocumentRoute, revision: number): Promise<Page> {
    const { nextPath, isKept } = route;
    const { status, html } = await this.ask(route);
    if (status >= 500) throw new Error(`Next answered ${status} for ${nextPath}`);
    this.deps.metrics.document("rendered");
    const template = compileTemplate(this.deps.dev ? html : stripScripts(html));
    const page: Page = { status, template, revision, filled: null };
    const newest = this.pages.get(nextPath)?.revision ?? -1;
    // What is not found is as many addresses as anyone can think of: only pages are kept.
    if (status === 200 && isKept && newest <= revision) this.pages.set(nextPath, page, html.length * 4);
    return page;
  }

  /** Next's own "not found" is an empty shell that its scripts fill; documents have a page of ours for it. */
  private async ask({ nextPath, locale }: DocumentRoute): Promise<{ status: number; html: string }> {
    const lost = lostPath(locale);
    if (nextPath !== lost) {
      const asked = await this.deps.render(nextPath);
      if (asked.status !== 404) return asked;
    }
    const { status, html } = await this.deps.render(lost);
    return { status: status === 200 ? 404 : status, html };
  }

  /** The text of before the change, with today's number, is better than no page. */
  private lastGood(route: DocumentRoute, error: unknown): Page | undefined {
    this.deps.log.error({ err: error, page: route.nextPath }, "a page could not be rendered");
    return this.pages.get(route.nextPath);
  }

  private fill(page: Page, route: DocumentRoute, wasHeld: boolean): Filled {
    const { key, values } = this.values.of(route.locale);
    if (page.filled?.key === key) {
      if (wasHeld) this.deps.metrics.document("hit");
      return page.filled;
    }
    if (wasHeld) this.deps.metrics.document("filled");
    const isPage = page.status === 200 && !this.deps.dev;
    page.filled = new Filled(key, Buffer.from(fillTemplate(page.template, values)), values.version, [
      ...this.headers,
      ["cache-control", isPage ? CACHE_CONTROL : "no-store"],
      ["vary", "Accept-Encoding"],
    ]);
    return page.filled;
  }
}
