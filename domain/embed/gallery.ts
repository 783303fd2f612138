import type { Locale } from "@/domain/locale";
import { parseEmbedHost } from "./embed-host";
import { type EmbedOptions, optionsQuery, parseEmbedOptions, parseHex } from "./embed-options";

/** What a webmaster has chosen on the gallery page: a look, the colour of their page, their site. */
export interface GalleryChoice {
  options: EmbedOptions;
  /** The colour behind the preview: six hex digits. */
  ground: string;
  /** The site that joins are credited to; null while it is not given. */
  host: string | null;
  drive: string;
}

const WHITE = "ffffff";

/** Reads a choice; what is not known is left at its default, and the counter speaks the page's language. */
export function parseGallery(query: URLSearchParams, locale: Locale): GalleryChoice {
  const drive = query.get("drive") ?? "";
  return {
    options: { ...parseEmbedOptions(query), ...(query.has("lang") ? {} : { lang: locale }) },
    ground: parseHex(query.get("ground")) ?? WHITE,
    host: parseEmbedHost(query.get("host")),
    drive: /^[a-z0-9-]{1,100}$/.test(drive) ? drive : "current",
  };
}

/** The shortest query that means this choice, so that equal pages are kept once. Starts with `?` or is empty. */
export function galleryQuery({ options, ground, host, drive }: GalleryChoice, locale: Locale): string {
  const query = new URLSearchParams(optionsQuery(options));
  query.delete("lang");
  if (options.lang !== locale) query.set("lang", options.lang);
  if (ground !== WHITE) query.set("ground", ground);
  if (host) query.set("host", host);
  if (drive !== "current") query.set("drive", drive);
  const text = query.toString();
  return text && `?${text}`;
}
