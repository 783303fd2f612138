import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bannerText } from "@/domain/drive/banner-text";
import { progressIn } from "@/domain/drive/progress";
import { compileTemplate, fillTemplate, type SlotValues, type Template } from "@/domain/drive/slots";
import type { Locale } from "@/domain/locale";
import { allowRead, matchesEtag } from "../live/answer-snapshot";
import type { ProgressHub } from "../live/progress-hub";
import { documentHeaders } from "../security-headers";
import { ByteLru } from "./byte-lru";
import { CompressedBody, chooseEncoding } from "./compression";
import type { DocumentRoute } from "./document-routes";
import { stripScripts } from "./strip-scripts";

const CACHE_BYTES = 64 * 1024 * 1024;
const QUALITY = 4;
const CACHE_CONTROL = "public, max-age=1, stale-while-revalidate=2, stale-if-error=3600";

/** A page as Next rendered it, with its slots empty. */
interface Page {
  status: number;
  template: Template;
  revision: number;
  filled: Filled | null;
}

/** A page at one version. */
interface Filled {
  key: string;
  etag: string;
  body: CompressedBody;
}

export interface DocumentsDeps {
  hub: ProgressHub;
  /** Asks Next for a page by its path in the Next tree. */
  render: (nextPath: string) => Promise<{ status: number; html: string }>;
  now: () => Date;
  /** What of the slots does not follow from progress. */
  pageSlots: (locale: Locale) => Pick<SlotValues, "giftUrl" | "price">;
  isHttps: boolean;
  /** Development keeps the framework's scripts and nothing in memory. */
  dev: boolean;
}

/** Reader pages: Next's HTML kept as a template, filled and compressed once a version. */
export class Documents {
  private readonly pages = new ByteLru<Page>(CACHE_BYTES);
  private readonly rendering = new Map<string, Promise<Page>>();

  constructor(private readonly deps: DocumentsDeps) {}

  async answer(req: IncomingMessage, res: ServerResponse, route: DocumentRoute): Promise<void> {
    if (!allowRead(req, res)) return;
    const page = await this.page(route.nextPath);
    const filled = this.fill(page, route.locale);
    const headers = {
      ...documentHeaders({ isEmbed: route.isEmbed, isHttps: this.deps.isHttps, dev: this.deps.dev }),
      "cache-control": page.status === 200 && !this.deps.dev ? CACHE_CONTROL : "no-store",
      vary: "Accept-Encoding",
      etag: filled.etag,
    };
    if (page.status === 200 && matchesEtag(req.headers["if-none-match"], filled.etag)) {
      res.writeHead(304, headers).end();
      return;
    }
    const encoding = chooseEncoding(req.headers["accept-encoding"]);
    const body = await filled.body.in(encoding);
    res.writeHead(page.status, {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-length": body.length,
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    });
    res.end(req.method === "HEAD" ? undefined : body);
  }

  private async page(nextPath: string): Promise<Page> {
    const revision = this.deps.hub.contentRevision;
    const held = this.deps.dev ? undefined : this.pages.get(nextPath);
    if (held?.revision === revision) return held;
    const under = this.rendering.get(nextPath);
    if (under) return under;
    const made = this.renderPage(nextPath, revision).finally(() => this.rendering.delete(nextPath));
    this.rendering.set(nextPath, made);
    return made;
  }

  private async renderPage(nextPath: string, revision: number): Promise<Page> {
    const { status, html } = await this.deps.render(nextPath);
    const template = compileTemplate(this.deps.dev ? html : stripScripts(html));
    const page: Page = { status, template, revision, filled: null };
    // What is not found is as many addresses as anyone can think of: only pages are kept.
    if (status === 200) this.pages.set(nextPath, page, html.length * 4);
    return page;
  }

  private fill(page: Page, locale: Locale): Filled {
    const values = this.values(locale);
    const key = `${values.version} ${values.deadline} ${values.price}`;
    if (page.filled?.key === key) return page.filled;
    const raw = Buffer.from(fillTemplate(page.template, values));
    const etag = `W/"${createHash("sha1").update(raw).digest("base64url").slice(0, 16)}-${values.version}"`;
    page.filled = { key, etag, body: new CompressedBody(raw, QUALITY) };
    return page.filled;
  }

  private values(locale: Locale): SlotValues {
    const snapshot = this.deps.hub.read("current");
    if (!snapshot) return { ...NO_DRIVE, ...this.deps.pageSlots(locale) };
    return {
      ...bannerText(progressIn(snapshot, locale), locale, this.deps.now()),
      ...this.deps.pageSlots(locale),
    };
  }
}

/** No drive, no number: the banner hides itself by its state. */
const NO_DRIVE = {
  state: "none",
  version: "0",
  count: "",
  goal: "",
  outOf: "",
  title: "",
  message: "",
  deadline: "",
  status: "",
  label: "",
  bar: "0",
  goalTick: "1000",
  asOf: "",
  asOfTime: "",
  verified: "",
  subscriptions: "",
  gifts: "",
  passes: "",
  sources: "",
  joinUrl: "/join",
};
