import { decoded } from "./decoded";

/** An address in full, or null where there is none. */
export function completed(address: string | undefined, base: string): string | null {
  if (address === undefined) return null;
  return URL.canParse(address, base) ? new URL(address, base).href : address;
}

/** Where each `xml:base`, from the outermost in, leads; null without any. */
export function baseOf(feedAddress: string, ...bases: (string | undefined)[]): string | null {
  const given = bases.filter((base) => base !== undefined);
  if (given.length === 0) return null;
  return given.reduce((outer, base) => completed(base, outer) ?? outer, feedAddress);
}

/** Wish for a slug: the last words of an article's own address, which stay when its headline changes; else the headline. */
export function slugOf(link: string | null, headline: string): string {
  const url = link !== null && URL.canParse(link) ? new URL(link) : null;
  // An address told from others by its query has the same last words as they.
  const isOwn = [...(url?.searchParams.keys() ?? [])].every((name) => /^(utm_|ref$|source$)/.test(name));
  if (!url || !/^https?:$/.test(url.protocol) || !isOwn) return headline;
  const names = url.pathname.split("/").map((segment) => decoded(segment).replace(/\.[a-z]{2,5}$/i, ""));
  const last = names.filter((name) => name !== "" && !/^(index|default)$/i.test(name)).at(-1) ?? "";
  return /\p{L}/u.test(last) ? last : headline;
}
