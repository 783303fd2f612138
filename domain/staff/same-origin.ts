/**
 * Whether a request that changes something was sent by one of our own pages.
 * Fetch Metadata decides where the browser sends it; else `Origin` must be our public origin or the host
 * the request itself was sent to. A request that tells neither is refused.
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.origin === new URL(siteUrl).origin) return true;
  return from.host === headers.get("host");
}
