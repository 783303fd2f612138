import type { IncomingMessage, ServerResponse } from "node:http";
import type { Ctx } from "@/domain/context";
import { readHistory } from "@/domain/drive/read-history";
import { dayOf } from "@/domain/drive/start-of-day";
import { errorCode } from "@/domain/errors";
import { sendError } from "../respond";
import { matchesEtag } from "./answer-snapshot";

const CORS = { "access-control-allow-origin": "*" };
const CACHE = "public, max-age=10, stale-while-revalidate=30, stale-if-error=3600";
/** Ranges kept of the newest version; more are read again. */
const KEPT = 50;

/** `GET /api/drives/<slug>/history`: each range is read at most once a version, whoever asks. */
export class HistoryAnswers {
  private readonly kept = new Map<string, Promise<Buffer>>();

  constructor(private readonly ctx: Ctx) {}

  async answer(
    req: IncomingMessage,
    res: ServerResponse,
    slug: string,
    query: URLSearchParams,
  ): Promise<void> {
    const [from, to] = [query.get("from"), query.get("to")];
    const shown = this.ctx.feed.read(slug)?.progress;
    const version = shown?.version ?? 0;
    // The local day matters too: at midnight a day ends without a commit.
    const today = dayOf(this.ctx.clock.now(), shown?.timezone ?? "UTC");
    try {
      const body = await this.read(slug, from, to, `${version} ${today}`);
      const etag = `"${version}-${today}-${body.length}"`;
      const headers = { ...CORS, etag, "cache-control": CACHE, "x-muster-version": String(version) };
      if (matchesEtag(req.headers["if-none-match"], etag)) {
        res.writeHead(304, headers).end();
        return;
      }
      res.writeHead(200, {
        ...headers,
        "content-type": "application/json; charset=utf-8",
        "content-length": body.length,
        "x-content-type-options": "nosniff",
      });
      res.end(req.method === "HEAD" ? undefined : body);
    } catch (error) {
      refuse(res, error);
    }
  }

  private read(slug: string, from: string | null, to: string | null, state: string): Promise<Buffer> {
    const key = JSON.stringify([slug, from, to, state]);
    const held = this.kept.get(key);
    if (held) return held;
    const made = readHistory(this.ctx, { slug, from, to }).then((history) =>
      Buffer.from(JSON.stringify(history)),
    );
    made.catch(() => this.kept.delete(key));
    this.kept.set(key, made);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest) this.kept.delete(oldest);
    return made;
  }
}

function refuse(res: ServerResponse, error: unknown): void {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : "";
  if (code === "drive_not_found") sendError(res, 404, code, message, CORS);
  else if (code === "invalid_input") sendError(res, 400, code, message, CORS);
  else throw error;
}
