import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Newsroom, namedNewsroom } from "@/components/words/newsroom";
import { listAddresses } from "@/domain/article/list-addresses";
import { readFirstAddresses } from "@/domain/article/moved-article";
import { listWhole, readSection } from "@/domain/article/read-articles";
import type { Ctx } from "@/domain/context";
import { DEFAULT_LOCALE, type Locale } from "@/domain/locale";
import { ByteLru } from "../documents/byte-lru";
import { CompressedBody, chooseEncoding } from "../documents/compression";
import { allowRead, matchesEtag } from "../live/answer-snapshot";
import { sendError } from "../respond";
import { MOST_ADDRESSES, newsSitemap, robotsTxt, sitemap } from "./sitemaps";
import { webManifest } from "./web-manifest";
import { atomFeed, rssFeed } from "./write-feed";

const FEED = /^(\/uk)?(?:\/sections\/([a-z0-9-]{1,100}))?\/(feed|atom)\.xml$/;
const ITEMS = 30;
const CACHE_BYTES = 16 * 1024 * 1024;
const QUALITY = 6;
const CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400";
/** News of the last two days: the window moves though nothing was published. */
const NEWS_STEP_MS = 600_000;

interface Made {
  type: string;
  etag: string;
  body: CompressedBody;
}

/** Feeds, sitemaps, robots.txt and the web manifest: asked for often by machines, made once a change of content. */
export class Feeds {
  private readonly kept = new ByteLru<Made>(CACHE_BYTES);

  constructor(
    private readonly ctx: Ctx,
    private readonly contentRevision: () => number,
  ) {}

  /** Answers when the address is one of these; false when it is not. */
  async answer(req: IncomingMessage, res: ServerResponse, pathname: string): Promise<boolean> {
    const write = this.writerOf(pathname);
    if (!write) return false;
    if (!allowRead(req, res)) return true;
    const made = await this.make(pathname, write);
    if (!made) {
      sendError(res, 404, "section_not_found", "There is no such section, so it has no feed.");
      return true;
    }
    const headers = { "cache-control": CACHE_CONTROL, etag: made.etag, vary: "Accept-Encoding" };
    if (matchesEtag(req.headers["if-none-match"], made.etag)) {
      res.writeHead(304, headers).end();
      return true;
    }
    const encoding = chooseEncoding(req.headers["accept-encoding"]);
    const body = await made.body.in(encoding);
    res.writeHead(200, {
      ...headers,
      "content-type": made.type,
      "content-length": body.length,
      "x-content-type-options": "nosniff",
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    });
    res.end(req.method === "HEAD" ? undefined : body);
    return true;
  }

  private async make(pathname: string, write: () => Promise<Text | null>): Promise<Made | null> {
    const step = Math.floor(this.ctx.clock.now().getTime() / NEWS_STEP_MS);
    const key = `${pathname} ${this.contentRevision()}${pathname.startsWith("/news") ? ` ${step}` : ""}`;
    const held = this.kept.get(key);
    if (held) return held;
    const text = await write();
    if (!text) return null;
    const raw = Buffer.from(text.text);
    const etag = `W/"${createHash("sha1").update(raw).digest("base64url").slice(0, 16)}"`;
    const made = { type: `${text.type}; charset=utf-8`, etag, body: new CompressedBody(raw, QUALITY) };
    this.kept.set(key, made, raw.length * 2);
    return made;
  }

  private writerOf(pathname: string): (() => Promise<Text | null>) | null {
    const { siteUrl } = this.ctx.settings;
    const feed = FEED.exec(pathname);
    if (feed)
      return () => this.feed(feed[1] ? "uk" : DEFAULT_LOCALE, feed[2] ?? null, feed[3] === "atom", pathname);
    if (pathname === "/robots.txt") return async () => ({ type: "text/plain", text: robotsTxt(siteUrl) });
    if (pathname === "/site.webmanifest")
      return async () => ({
        type: "application/manifest+json",
        text: webManifest(this.newsroomIn(DEFAULT_LOCALE).name),
      });
    if (pathname !== "/sitemap.xml" && pathname !== "/news-sitemap.xml") return null;
    return async () => {
      const pages = { siteUrl, ...(await listAddresses(this.ctx, MOST_ADDRESSES)) };
      const text =
        pathname === "/sitemap.xml"
          ? sitemap(pages)
          : newsSitemap(pages, (locale) => this.newsroomIn(locale).name, this.ctx.clock.now());
      return { type: "application/xml", text };
    };
  }

  private newsroomIn(locale: Locale): Newsroom {
    return namedNewsroom(locale, this.ctx.settings.newsroom);
  }

  private async feed(
    locale: Locale,
    slug: string | null,
    isAtom: boolean,
    selfPath: string,
  ): Promise<Text | null> {
    const section = slug ? await readSection(this.ctx, { slug, locale }) : null;
    if (slug && !section) return null;
    const articles = await listWhole(this.ctx, { locale, limit: ITEMS, ...(slug ? { section: slug } : {}) });
    const first = await readFirstAddresses(this.ctx, { slugs: articles.map((each) => each.slug), locale });
    const newsroom = this.newsroomIn(locale);
    const source = {
      newsroom,
      siteUrl: this.ctx.settings.siteUrl,
      locale,
      section,
      articles,
      first,
      selfPath,
    };
    return isAtom
      ? { type: "application/atom+xml", text: await atomFeed(source) }
      : { type: "application/rss+xml", text: await rssFeed(source) };
  }
}

interface Text {
  type: string;
  text: string;
}
