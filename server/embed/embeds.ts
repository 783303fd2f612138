import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Article } from "@/domain/article/article";
import { drawPage } from "@/domain/embed/draw-page";
import { drawSvg } from "@/domain/embed/draw-svg";
import { parseEmbedOptions } from "@/domain/embed/embed-options";
import { drawText } from "@/domain/embed/embed-text";
import type { Locale } from "@/domain/locale";
import { ByteLru } from "../documents/byte-lru";
import { allowRead, localeOf, matchesEtag } from "../live/answer-snapshot";
import type { LiveChannel } from "../live/live-channel";
import type { ProgressHub } from "../live/progress-hub";
import { sendError } from "../respond";
import { embedPageHeaders } from "../security-headers";
import { answerOembed } from "./answer-oembed";
import { type EmbedForm, type EmbedView, embedView } from "./embed-view";
import { type PngRenderer, TooManyPicturesError } from "./render-png";
import type { WidgetScripts } from "./widget-scripts";
import type { WordsSource } from "./words-source";

const CORS = { "access-control-allow-origin": "*" };
const CACHE_CONTROL = "public, max-age=1, stale-while-revalidate=2, stale-if-error=3600";
const PICTURE_CACHE_BYTES = 16 * 1024 * 1024;
const EMBED = /^\/embed\/([a-z0-9-]{1,100})(?:\.(svg|png|txt|json)|(\/live))?$/;
const TYPES = {
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
  html: "text/html; charset=utf-8",
} satisfies Record<EmbedForm, string>;

export interface EmbedsDeps {
  hub: ProgressHub;
  words: WordsSource;
  /** The stream of words. */
  live: LiveChannel;
  png: PngRenderer;
  scripts: WidgetScripts;
  now: () => Date;
  siteUrl: string;
  newsroom: string;
  readArticle: (slug: string, locale: Locale) => Promise<Article | null>;
}

interface Drawn {
  body: Buffer;
  headers?: Record<string, string>;
}

/** Everything other sites show of the counter, drawn from the progress in memory. */
export class Embeds {
  private readonly pictures = new ByteLru<Buffer>(PICTURE_CACHE_BYTES);
  private readonly drawing = new Map<string, Promise<Buffer>>();

  constructor(private readonly deps: EmbedsDeps) {}

  /** Answers when the address is an embed's; false when it is not. */
  async answer(
    req: IncomingMessage,
    res: ServerResponse,
    pathname: string,
    query: URLSearchParams,
  ): Promise<boolean> {
    const [embed, slug = "", form = "html", isLive] = EMBED.exec(pathname) ?? [];
    const isScript = this.deps.scripts.has(pathname);
    if (!embed && !isScript && pathname !== "/api/oembed") return false;
    if (!allowRead(req, res)) return true;
    if (isScript) await this.deps.scripts.answer(req, res, pathname);
    else if (!embed) await answerOembed(this.deps, res, query);
    else if (isLive) this.deps.live.open(req, res, slug, localeOf(query));
    else await this.answerForm(req, res, slug, form as EmbedForm, query);
    return true;
  }

  private async answerForm(
    req: IncomingMessage,
    res: ServerResponse,
    slug: string,
    form: EmbedForm,
    query: URLSearchParams,
  ): Promise<void> {
    const view = embedView(this.deps.hub, slug, form, parseEmbedOptions(query), this.deps.now());
    if (!view) {
      sendError(res, 404, "drive_not_found", `There is no drive "${slug}".`, CORS);
      return;
    }
    const common = {
      ...CORS,
      "cache-control": CACHE_CONTROL,
      etag: view.etag,
      "x-muster-version": view.text.version,
      "x-content-type-options": "nosniff",
      // Shown by any page, those that isolate themselves included.
      "cross-origin-resource-policy": "cross-origin",
    };
    if (matchesEtag(req.headers["if-none-match"], view.etag)) {
      // A browser puts these in the place of those it keeps: the page's own policy must be among them.
      const { headers }: Partial<Drawn> = form === "png" ? {} : await this.draw(form, view, slug);
      res.writeHead(304, { ...common, ...headers }).end();
      return;
    }
    const drawn = await this.draw(form, view, slug).catch((error: unknown) => {
      if (error instanceof TooManyPicturesError) return null;
      throw error;
    });
    if (!drawn) {
      const message = "Too many pictures are being drawn; try again in a moment.";
      sendError(res, 503, "too_many_pictures", message, { ...CORS, "retry-after": "2" });
      return;
    }
    const { body, headers } = drawn;
    res.writeHead(200, { ...common, ...headers, "content-type": TYPES[form], "content-length": body.length });
    res.end(req.method === "HEAD" ? undefined : body);
  }

  private async draw(form: EmbedForm, view: EmbedView, slug: string): Promise<Drawn> {
    const { text, options } = view;
    switch (form) {
      case "png":
        return { body: await this.picture(view) };
      case "svg":
        return { body: Buffer.from(drawSvg(text, options)), headers: SVG_HEADERS };
      case "txt":
        return { body: Buffer.from(drawText(text, options)) };
      case "json":
        return { body: this.deps.words.encode(slug, options.lang)?.json ?? Buffer.alloc(0) };
      case "html": {
        const { html, styles } = drawPage(text, options, { slug, siteUrl: this.deps.siteUrl });
        const hash = createHash("sha256").update(styles).digest("base64");
        return { body: Buffer.from(html), headers: embedPageHeaders(hash, this.deps.siteUrl) };
      }
    }
  }

  /** One drawing for everyone who asks for the same picture at the same time, kept while there is room. */
  private picture(view: EmbedView): Buffer | Promise<Buffer> {
    const held = this.pictures.get(view.key) ?? this.drawing.get(view.key);
    if (held) return held;
    const drawn = this.deps.png
      .render(drawSvg(view.text, view.options))
      .then((png) => {
        this.pictures.set(view.key, png, png.length);
        return png;
      })
      .finally(() => this.drawing.delete(view.key));
    this.drawing.set(view.key, drawn);
    return drawn;
  }
}

/** SVG is a document when it is opened by itself: it may run nothing. */
const SVG_HEADERS = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};
