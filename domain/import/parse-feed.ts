/** A feed as its items, in whichever of the formats. Throws, in words that follow its address. */
export async function parseFeed(text: string) {
  // The reader of feeds is read itself when the first one comes: a start need not wait for it.
  const { DetectError, parseFeed: read } = await import("feedsmith");
  try {
    const parsed = read(text);
    if (parsed.format === "json" || /<\/(?:[\w-]+:)?(?:rss|feed|rdf)\s*>/i.test(text)) return parsed;
  } catch (error) {
    if (error instanceof DetectError) throw new Error("is not a feed", { cause: error });
    throw new Error("is not a whole feed: its XML cannot be read to the end", { cause: error });
  }
  throw new Error("is not a whole feed: its end is missing");
}

type Parsed = Awaited<ReturnType<typeof parseFeed>>;
export type RssFeed = Extract<Parsed, { format: "rss" }>["feed"];
export type RssItem = NonNullable<RssFeed["items"]>[number];
export type AtomFeed = Extract<Parsed, { format: "atom" }>["feed"];
export type AtomEntry = NonNullable<AtomFeed["entries"]>[number];
