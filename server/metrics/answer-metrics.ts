import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendError } from "../respond";
import type { Metrics } from "./metrics";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
/** What a proxy on this machine adds: the request then came from somewhere else. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/** `GET /metrics`: for who has the token, or without one for this machine alone. */
export async function answerMetrics(
  metrics: Metrics,
  token: string | null,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method !== "GET" && req.method !== "HEAD") {
    sendError(res, 405, "method_not_allowed", "Metrics can only be read.", { allow: "GET, HEAD" });
    return;
  }
  if (token !== null && !carries(req, token)) {
    sendError(res, 401, "token_needed", "Send METRICS_TOKEN as a bearer token.", {
      "www-authenticate": "Bearer",
    });
    return;
  }
  if (token === null && !isLocal(req)) {
    sendError(res, 403, "local_only", "Without METRICS_TOKEN metrics are for this machine only.");
    return;
  }
  const body = await metrics.registry.metrics();
  res.writeHead(200, { "content-type": metrics.registry.contentType, "cache-control": "no-store" });
  res.end(req.method === "HEAD" ? undefined : body);
}

function carries(req: IncomingMessage, token: string): boolean {
  const [, given = ""] = /^Bearer (.+)$/i.exec(req.headers.authorization ?? "") ?? [];
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function isLocal(req: IncomingMessage): boolean {
  return (
    LOOPBACK.has(req.socket.remoteAddress ?? "") && FORWARDED.every((name) => req.headers[name] === undefined)
  );
}
