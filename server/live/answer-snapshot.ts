import type { IncomingMessage, ServerResponse } from "node:http";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/domain/locale";
import { sendError } from "../respond";
import type { ProgressHub } from "./progress-hub";

const CORS = { "access-control-allow-origin": "*" };
const CACHE = "public, max-age=1, stale-while-revalidate=2, stale-if-error=3600";

/** `GET /api/drives/<slug>`: progress from memory, with a validator that is its version. */
export function answerSnapshot(
  hub: ProgressHub,
  req: IncomingMessage,
  res: ServerResponse,
  slug: string,
  query: URLSearchParams,
): void {
  if (!allowRead(req, res)) return;
  const encoded = hub.encode(slug, localeOf(query));
  if (!encoded) {
    sendError(res, 404, "drive_not_found", `There is no drive "${slug}".`, CORS);
    return;
  }
  const etag = `"${encoded.version}${query.has("lang") ? `-${localeOf(query)}` : ""}"`;
  const headers = { ...CORS, etag, "cache-control": CACHE, "x-muster-version": String(encoded.version) };
  if (matchesEtag(req.headers["if-none-match"], etag)) {
    res.writeHead(304, headers).end();
    return;
  }
  res.writeHead(200, {
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": encoded.json.length,
    "x-content-type-options": "nosniff",
  });
  res.end(req.method === "HEAD" ? undefined : encoded.json);
}

/** Lets GET and HEAD pass; answers OPTIONS and refuses the rest. */
export function allowRead(req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method === "GET" || req.method === "HEAD") return true;
  if (req.method === "OPTIONS") {
    res
      .writeHead(204, {
        ...CORS,
        "access-control-allow-methods": "GET, HEAD",
        "access-control-max-age": "86400",
      })
      .end();
  } else {
    sendError(res, 405, "method_not_allowed", "This address can only be read.", {
      ...CORS,
      allow: "GET, HEAD, OPTIONS",
    });
  }
  return false;
}

export function localeOf(query: URLSearchParams): Locale {
  const lang = query.get("lang") ?? "";
  return isLocale(lang) ? lang : DEFAULT_LOCALE;
}

/** Whether an `If-None-Match` header names this validator, weakly compared (RFC 9110, 13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  const bare = etag.replace(/^W\//, "");
  return header === "*" || header.split(",").some((each) => each.trim().replace(/^W\//, "") === bare);
}
