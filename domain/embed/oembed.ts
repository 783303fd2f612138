import type { Article } from "@/domain/article/article";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/domain/locale";
import { sizeOf } from "./draw-svg";
import { type EmbedOptions, optionsQuery, parseEmbedOptions } from "./embed-options";
import { frameCode, frameHeight } from "./snippets";

const CACHE_SECONDS = 86_400;

/** What an address given to `/api/oembed` means. */
export type OembedTarget =
  | { kind: "embed"; slug: string; options: EmbedOptions }
  | { kind: "article"; slug: string; locale: Locale };

/** Reads an address of this site; null for anything that has no embed. */
export function parseOembedTarget(address: string, siteUrl: string): OembedTarget | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.origin !== new URL(siteUrl).origin) return null;
  const embed = /^\/embed\/([a-z0-9-]{1,100})(?:\.(?:svg|png|txt))?$/.exec(url.pathname);
  if (embed?.[1]) return { kind: "embed", slug: embed[1], options: parseEmbedOptions(url.searchParams) };
  const article = /^(?:\/([a-z]{2}))?\/articles\/([a-z0-9-]{1,200})$/.exec(url.pathname);
  const locale = article?.[1] ?? DEFAULT_LOCALE;
  return article?.[2] && isLocale(locale) ? { kind: "article", slug: article[2], locale } : null;
}

/** The most a consumer has room for, in pixels; null where it did not say. */
export interface OembedLimits {
  maxWidth: number | null;
  maxHeight: number | null;
}

interface Provider {
  name: string;
  siteUrl: string;
}

/** The embed as an oEmbed 1.0 `rich` answer: an iframe and nothing else, so that no host has to run a script. */
export function embedOembed(
  provider: Provider,
  drive: { slug: string; title: string },
  options: EmbedOptions,
  { maxWidth, maxHeight }: OembedLimits,
) {
  const size = sizeOf(options);
  const width = Math.min(size.width, maxWidth ?? size.width);
  const height = Math.min(frameHeight(options), maxHeight ?? frameHeight(options));
  const address = `${provider.siteUrl}/embed/${drive.slug}`;
  const query = optionsQuery(options);
  return {
    version: "1.0",
    type: "rich",
    title: drive.title,
    ...providerFields(provider),
    width,
    height,
    html: frameCode({ address: `${address}${query}`, title: drive.title, width, height }, { unstyled: true }),
    ...(options.layout === "badge" ? {} : thumbnail(`${address}.png${query}`, size, { maxWidth, maxHeight })),
  };
}

/** An article as an oEmbed 1.0 `link` answer. */
export function articleOembed(provider: Provider, article: Pick<Article, "headline" | "authors">) {
  const authors = article.authors.map((author) => author.name).join(", ");
  return {
    version: "1.0",
    type: "link",
    title: article.headline,
    ...(authors ? { author_name: authors } : {}),
    ...providerFields(provider),
  };
}

function providerFields({ name, siteUrl }: Provider) {
  return { provider_name: name, provider_url: siteUrl, cache_age: CACHE_SECONDS };
}

/** The picture, unless it is larger than there is room for: the standard has no smaller one to offer. */
function thumbnail(
  url: string,
  { width, height }: { width: number; height: number },
  { maxWidth, maxHeight }: OembedLimits,
) {
  const pixels = { width: width * 2, height: height * 2 };
  if (pixels.width > (maxWidth ?? pixels.width) || pixels.height > (maxHeight ?? pixels.height)) return {};
  return { thumbnail_url: url, thumbnail_width: pixels.width, thumbnail_height: pixels.height };
}
