const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * The host that a join is credited to, as the link gives it: lower case, international names in their ASCII form,
 * no port, no trailing dot. Null for anything that is not a host name.
 */
export function parseEmbedHost(text: string | null | undefined): string | null {
  const name = (text ?? "").trim().replace(/\.$/, "");
  if (!name || /[/\\@?#\s:]/.test(name) || !URL.canParse(`https://${name}`)) return null;
  const host = new URL(`https://${name}`).hostname;
  return HOST.test(host) ? host : null;
}

/** The join address as an embed links to it; the host of the page is to be written after it. */
export function creditedJoin(joinUrl: string, host = ""): string {
  return `${joinUrl}${joinUrl.includes("?") ? "&" : "?"}via=${encodeURIComponent(host)}`;
}
