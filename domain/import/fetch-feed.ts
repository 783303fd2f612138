import { charsetOf, decodeText } from "./decode-text";
import { atomArticle } from "./feed-atom";
import { rssArticle } from "./feed-rss";
import { fetchPatiently, type ReadOptions } from "./fetch-patiently";
import { GuardedFetchError, told } from "./guarded-fetch";
import { orUnreadable, type SourceArticle, type SourceReading, type UnreadableArticle } from "./imported";
import { parseFeed } from "./parse-feed";

const TYPES = [
  "application/rss+xml",
  "application/atom+xml",
  "application/xml",
  "text/xml",
  "application/rdf+xml",
];

/** What an RSS or Atom feed lists: its newest articles only, so that one it no longer lists is not a deleted one. */
export function readFeed(address: string, options: ReadOptions): SourceReading {
  return { articles: entries(address, options), isComplete: () => false };
}

async function* entries(
  address: string,
  options: ReadOptions,
): AsyncGenerator<SourceArticle | UnreadableArticle> {
  const { text, base } = await textOf(address, options);
  const seen = new Set<string>();
  for (const [id, read] of await itemsOf(text, base).catch((error) => refuse(address, error))) {
    if (seen.has(id)) yield { id, unreadable: "it has the id of another article in this feed" };
    else yield orUnreadable(id || "without an id", read);
    if (id) seen.add(id);
  }
}

async function textOf(address: string, options: ReadOptions): Promise<{ text: string; base: string }> {
  const { body, headers, status, url } = await fetchPatiently(address, {
    ...options,
    types: TYPES,
    maxBytes: 20 * 1024 * 1024,
  });
  if (status !== 200)
    throw new GuardedFetchError("bad_status", `${told(address)} answers ${status}.`, status);
  try {
    return { text: decodeText(body, { charset: charsetOf(headers["content-type"]) }), base: url };
  } catch (error) {
    return refuse(address, error);
  }
}

/** Ids, empty where there is none, and what makes articles of their items. */
async function itemsOf(text: string, base: string): Promise<[string, () => SourceArticle][]> {
  const { format, feed } = await parseFeed(text);
  if (format === "rss") {
    return (feed.items ?? []).map((item) => [
      item.guid?.value ?? item.link ?? "",
      () => rssArticle(item, feed, base),
    ]);
  }
  if (format === "atom") {
    return (feed.entries ?? []).map((entry) => [entry.id ?? "", () => atomArticle(entry, feed, base)]);
  }
  throw new Error(`is a ${format} feed; RSS 2.0 and Atom are read`);
}

function refuse(address: string, error: unknown): never {
  throw new Error(`${told(address)} ${error instanceof Error ? error.message : error}.`, { cause: error });
}
