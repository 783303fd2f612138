import { isDefaultCategory } from "./default-category";
import { feedBody } from "./feed-body";
import { baseOf, completed, slugOf } from "./feed-link";
import { htmlToText } from "./html-to-blocks";
import type { SourceArticle } from "./imported";
import { ownStandfirst } from "./own-standfirst";
import type { AtomEntry, AtomFeed } from "./parse-feed";
import { readDate, readUpdate } from "./read-date";

/** An Atom entry as an article. Throws what is wrong with it. */
export function atomArticle(entry: AtomEntry, feed: AtomFeed, feedAddress: string): SourceArticle {
  const { id, title, content, summary } = entry;
  if (!id) throw new Error("it has no id");
  const headline = htmlToText(htmlOf(title));
  if (!headline) throw new Error("it has no title");
  const given = content?.value === undefined ? summary : content;
  const base = baseOf(feedAddress, feed.xml?.base, entry.xml?.base);
  const href = entry.links?.find(({ rel }) => !rel || rel === "alternate")?.href;
  const link = completed(href, base ?? feedAddress);
  const bodyBase = baseOf(feedAddress, feed.xml?.base, entry.xml?.base, given?.xml?.base);
  const [section, ...tags] = (entry.categories ?? []).flatMap(({ label, term }) => {
    const name = label ?? term;
    return name && !isDefaultCategory(name) ? [name] : [];
  });
  const body = feedBody(htmlOf(given), {
    headline,
    base: bodyBase ?? link ?? feedAddress,
    picture: null,
    thumbnail: null,
  });
  const publishedAt = readDate(entry.published ?? entry.updated);
  return {
    id,
    headline,
    standfirst: given === content ? ownStandfirst(htmlOf(summary), body.text, headline) : "",
    content: body.content,
    slug: slugOf(link, headline),
    url: link,
    authors: (entry.authors ?? feed.authors ?? []).flatMap(({ name }) => name ?? []),
    section: section ?? null,
    tags,
    hero: body.hero,
    publishedAt,
    updatedAt: readUpdate(entry.updated, publishedAt),
  };
}

/** Text of Atom, which is plain where no type says otherwise (RFC 4287, 3.1.1), as HTML. */
function htmlOf(text: { value?: string; type?: string } | undefined): string {
  const { value = "", type = "text" } = text ?? {};
  if (type.includes("html")) return value;
  const escaped = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return escaped
    .split(/\r?\n[ \t]*\r?\n\s*/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("\n");
}
