import { isDefaultCategory } from "./default-category";
import { feedBody } from "./feed-body";
import { baseOf, completed, slugOf } from "./feed-link";
import { pictureOf, thumbnailOf } from "./feed-picture";
import { htmlToText } from "./html-to-blocks";
import type { SourceArticle } from "./imported";
import { ownStandfirst } from "./own-standfirst";
import type { RssFeed, RssItem } from "./parse-feed";
import { readDate } from "./read-date";

/** An RSS item as an article. Throws what is wrong with it. */
export function rssArticle(item: RssItem, feed: RssFeed, feedAddress: string): SourceArticle {
  const id = item.guid?.value ?? item.link;
  if (!id) throw new Error("it has no id and no link");
  const headline = htmlToText(item.title ?? "");
  if (!headline) throw new Error("it has no title");
  const base = baseOf(feedAddress, feed.xml?.base, item.xml?.base);
  const link = completed(item.link ?? permalinkOf(item), base ?? feedAddress);
  const [section, ...tags] = (item.categories ?? []).flatMap(({ name }) =>
    name && !isDefaultCategory(name) ? [name] : [],
  );
  const full = item.content?.encoded;
  const { content, hero, text } = feedBody(full ?? item.description ?? "", {
    headline,
    base: base ?? link ?? feedAddress,
    picture: pictureOf(item),
    thumbnail: thumbnailOf(item),
  });
  return {
    id,
    headline,
    standfirst: full ? ownStandfirst(item.description ?? "", text, headline) : "",
    content,
    slug: slugOf(link, headline),
    url: link,
    authors: authorsOf(item),
    section: section ?? null,
    tags,
    hero,
    publishedAt: readDate(item.pubDate ?? item.dc?.dates?.[0]),
    updatedAt: null,
  };
}

function permalinkOf({ guid }: RssItem): string | undefined {
  const { value = "", isPermaLink = true } = guid ?? {};
  return isPermaLink && /^https?:/.test(value) ? value : undefined;
}

function authorsOf({ authors = [], dc }: RssItem): string[] {
  const names = dc?.creators ?? authors.flatMap(({ name }) => name ?? []);
  return names.map(htmlToText).filter((name) => name !== "");
}
