import type { IncomingMessage, ServerResponse } from "node:http";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/domain/locale";
import { sendError } from "../respond";
import type { Encoded, ProgressHub } from "./progress-hub";

const CORS = { "access-control-allow-origin": "*" };
const CACHE = "public, max-age=1, stale-while-revalidate=2, stale-if-error=3600";

/** What is sent of one snapshot at one address, put together once a version. */
interface Prepared {
  etag: string;
  headers: string[];
  notModified: string[];
}

/** `GET /api/drives/<slug>`: progress from memory, with a validator that is its version. */
export class Snapshots {
  /** What is asked for in a named language has a validator of its own. */
  private readonly prepared = {
    unnamed: new WeakMap<Encoded, Prepared>(),
    named: new WeakMap<Encoded, Prepared>(),
  };

  /** `headers` are those of every answer, names and values in turn. */
  constructor(
    private readonly hub: ProgressHub,
    private readonly headers: readonly string[],
  ) {}

  /** Answers whole, with every header; false when it is not asked to be read or there is no such drive. */
  answer(req: IncomingMessage, res: ServerResponse, slug: string, query: URLSearchParams): boolean {
    if (req.method !== "GET" && req.method !== "HEAD") return false;
    const encoded = this.hub.encode(slug, localeOf(query));
    if (!encoded) return false;
    const { etag, headers, notModified } = this.prepare(encoded, query);
    if (matchesEtag(req.headers["if-none-match"], etag)) res.writeHead(304, notModified).end();
    else res.writeHead(200, headers).end(req.method === "HEAD" ? undefined : encoded.json);
    return true;
  }

  private prepare(encoded: Encoded, query: URLSearchParams): Prepared {
    const isNamed = query.has("lang");
    const prepared = isNamed ? this.prepared.named : this.prepared.unnamed;
    const held = prepared.get(encoded);
    if (held) return held;
    const etag = `"${encoded.version}${isNamed ? `-${localeOf(query)}` : ""}"`;
    const notModified = [
      ...this.headers,
      ...Object.entries(CORS).flat(),
      ...["etag", etag, "cache-control", CACHE, "x-muster-version", String(encoded.version)],
    ];
    const headers = [...notModified, "content-type", "application/json; charset=utf-8"];
    headers.push("content-length", String(encoded.json.length));
    const made = { etag, headers, notModified };
    prepared.set(encoded, made);
    return made;
  }
}

/** What is left when there is nothing to read: another method, or no such drive. */
export function refuseSnapshot(req: IncomingMessage, res: ServerResponse, slug: string): void {
  if (!allowRead(req, res)) return;
  sendError(res, 404, "drive_not_found", `There is no drive "${slug}".`, CORS);
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
