import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * The network address a request came from, for rate limits and nothing else; it is never stored or logged.
 * Behind a proxy it is the last entry of X-Forwarded-For, the one our own proxy wrote: earlier ones are the
 * sender's word.
 */
export function clientAddress(req: IncomingMessage, trustProxy: boolean): string {
  const direct = req.socket.remoteAddress ?? "";
  if (!trustProxy) return plain(direct);
  const forwarded = req.headers["x-forwarded-for"];
  const last = (Array.isArray(forwarded) ? forwarded.join(",") : forwarded)?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) ? plain(last) : plain(direct);
}

/** A dual-stack socket shows IPv4 inside IPv6: one sender must have one address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
