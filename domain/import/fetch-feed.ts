import { type GuardedFetchOptions, guardedFetch } from "./guarded-fetch";
import { htmlToText } from "./html-to-blocks";
import type { SourceArticle, SourceReading, UnreadableArticle } from "./imported";

const TYPES = [
  "application/rss+xml",
  "application/atom+xml",
  "application/xml",
  "text/xml",
  "application/rdf+xml",
];

/** What an RSS or Atom feed lists: its newest articles only, so that one it no longer lists is not a deleted one. */
export function readFeed(address: string, options: Pick<GuardedFetchOptions, "allowedHost">): SourceReading {
  return { articles: entries(address, options), isComplete: () => false };
}

async function* entries(
  address: string,
  options: Pick<GuardedFetchOptions, "allowedHost">,
): AsyncGenerator<SourceArticle | UnreadableArticle> {
  const { body } = await guardedFetch(address, { ...options, types: TYPES, maxBytes: 20 * 1024 * 1024 });
  const parsed = await parseText(body.toString("utf8"));
  if (parsed.format === "rss") for (const item of parsed.feed.items ?? []) yield fromRss(item);
  else if (parsed.format === "atom") for (const entry of parsed.feed.entries ?? []) yield fromAtom(entry);
  else throw new Error(`${address} is a ${parsed.format} feed; RSS 2.0 and Atom are read.`);
}

/** The reader of feeds is read itself when the first one comes: a start need not wait for it. */
const parseText = async (text: string) => (await import("feedsmith")).parseFeed(text);
type Parsed = Awaited<ReturnType<typeof parseText>>;
type RssItem = NonNullable<Extract<Parsed, { format: "rss" }>["feed"]["items"]>[number];
type AtomEntry = NonNullable<Extract<Parsed, { format: "atom" }>["feed"]["entries"]>[number];

function fromRss(item: RssItem): SourceArticle | UnreadableArticle {
  const id = item.guid?.value ?? item.link ?? "";
  const headline = item.title ?? "";
  const publishedAt = new Date(item.pubDate ?? item.dc?.dates?.[0] ?? "");
  const why = missing(id, headline, publishedAt);
  if (why) return { id: id || "without an id", unreadable: why };
  const [section, ...tags] = (item.categories ?? []).flatMap(({ name }) => (name ? [name] : []));
  const picture =
    item.media?.contents?.find(({ medium, type }) => medium === "image" || type?.startsWith("image/"))?.url ??
    item.enclosures?.find(({ type }) => type?.startsWith("image/"))?.url;
  const full = item.content?.encoded;
  return {
    id,
    headline: htmlToText(headline),
    standfirst: full && item.description ? htmlToText(item.description) : "",
    content: { html: full ?? item.description ?? "" },
    slug: headline,
    url: item.link ?? null,
    authors: item.dc?.creators ?? [],
    section: section ?? null,
    tags,
    hero: picture ? { url: picture, alt: "" } : null,
    publishedAt,
    updatedAt: null,
  };
}

function fromAtom(entry: AtomEntry): SourceArticle | UnreadableArticle {
  const id = entry.id ?? "";
  const title = entry.title?.value ?? "";
  const headline = entry.title?.type === "html" ? htmlToText(title) : title;
  const published = entry.published ?? entry.updated;
  const publishedAt = new Date(published ?? "");
  const why = missing(id, headline, publishedAt);
  if (why) return { id: id || "without an id", unreadable: why };
  const [section, ...tags] = (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []);
  const link = entry.links?.find(({ rel }) => !rel || rel === "alternate")?.href;
  return {
    id,
    headline,
    standfirst: entry.content && entry.summary?.value ? htmlToText(entry.summary.value) : "",
    content: { html: entry.content?.value ?? entry.summary?.value ?? "" },
    slug: headline,
    url: link ?? null,
    authors: (entry.authors ?? []).flatMap(({ name }) => name ?? []),
    section: section ?? null,
    tags,
    hero: null,
    publishedAt,
    updatedAt: entry.updated && entry.updated !== published ? new Date(entry.updated) : null,
  };
}

function missing(id: string, headline: string, publishedAt: Date): string | null {
  if (!id) return "it has no id and no link";
  if (!headline) return "it has no title";
  return Number.isNaN(publishedAt.getTime()) ? "it has no date that can be read" : null;
}
