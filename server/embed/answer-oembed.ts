import type { ServerResponse } from "node:http";
import { progressIn } from "@/domain/drive/progress";
import { articleOembed, embedOembed, type OembedTarget, parseOembedTarget } from "@/domain/embed/oembed";
import { sendError, sendJson } from "../respond";
import type { EmbedsDeps } from "./embeds";

const CORS = { "access-control-allow-origin": "*" };
const HEADERS = { ...CORS, "cache-control": "public, max-age=300" };

/** `GET /api/oembed`: `rich` for embeds, `link` for articles; 404 for other addresses, 501 for other formats. */
export async function answerOembed(
  deps: EmbedsDeps,
  res: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const format = query.get("format") ?? "json";
  if (format !== "json") {
    sendError(res, 501, "format_not_offered", "This provider answers in JSON only: leave format out.", CORS);
    return;
  }
  const target = parseOembedTarget(query.get("url") ?? "", deps.siteUrl);
  const answer = target && (await describe(deps, target, query));
  if (!answer) {
    sendError(res, 404, "nothing_to_embed", "There is nothing to embed at this address.", CORS);
    return;
  }
  sendJson(res, 200, answer, HEADERS);
}

async function describe(deps: EmbedsDeps, target: OembedTarget, query: URLSearchParams) {
  const provider = { name: deps.newsroom, siteUrl: deps.siteUrl };
  if (target.kind === "article") {
    const article = await deps.readArticle(target.slug, target.locale);
    return article && articleOembed(provider, article);
  }
  const snapshot = deps.hub.read(target.slug);
  if (!snapshot) return null;
  const { title } = progressIn(snapshot, target.options.lang);
  const limits = { maxWidth: pixels(query.get("maxwidth")), maxHeight: pixels(query.get("maxheight")) };
  return embedOembed(provider, { slug: target.slug, title }, target.options, limits);
}

function pixels(text: string | null): number | null {
  return text && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}
