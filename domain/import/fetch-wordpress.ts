import { z } from "zod";
import { decoded } from "./decoded";
import { isDefaultCategory } from "./default-category";
import { fetchJson } from "./fetch-json";
import { isAll, type ListPage, openTally, readPages, type Tally } from "./fetch-pages";
import type { ReadOptions } from "./fetch-patiently";
import { htmlToText } from "./html-to-blocks";
import { orUnreadable, type SourceArticle, type SourceReading, type UnreadableArticle } from "./imported";
import { ownStandfirst } from "./own-standfirst";
import { readDate, readUpdate } from "./read-date";

const rendered = z.object({ rendered: z.string() });
const termSchema = z.object({ name: z.string(), taxonomy: z.string(), slug: z.string().optional() });
const pictureSchema = z.object({
  source_url: z.string().nullish(),
  alt_text: z.string().nullish(),
  caption: rendered.nullish(),
});

const postSchema = z.object({
  id: z.number(),
  slug: z.string(),
  link: z.string(),
  date_gmt: z.string(),
  modified_gmt: z.string().nullish(),
  title: rendered,
  excerpt: rendered,
  content: rendered.extend({ protected: z.boolean().optional() }),
  // What may not be read by anyone stands here as an error.
  _embedded: z
    .object({
      author: z.array(z.object({ name: z.string().optional() })).optional(),
      "wp:featuredmedia": z.array(pictureSchema).optional(),
      "wp:term": z.array(z.array(termSchema).catch([])).optional(),
    })
    .optional(),
});
const errorSchema = z.object({ code: z.string(), message: z.string() });

/** Every published post of a WordPress that anyone may read, through its REST API. */
export function readWordPress(address: string, options: ReadOptions): SourceReading {
  const tally = openTally();
  const site = address.replace(/\/+$/, "");
  return { articles: posts(site, options, tally), isComplete: () => isAll(tally), total: () => tally.total };
}

async function* posts(
  site: string,
  options: ReadOptions,
  tally: Tally,
): AsyncGenerator<SourceArticle | UnreadableArticle> {
  const ask = (page: number, perPage: number) => askPage(site, page, perPage, options);
  for await (const each of readPages(ask, tally)) {
    const article = "unreadable" in each ? each : toArticle(each.post);
    if (article) yield article;
  }
}

async function askPage(site: string, page: number, perPage: number, options: ReadOptions): Promise<ListPage> {
  // `rest_route` works with and without pretty permalinks.
  const url = `${site}/?rest_route=/wp/v2/posts&_embed=1&per_page=${perPage}&page=${page}&orderby=id&order=asc`;
  const { headers, value } = await fetchJson(url, page, {
    ...options,
    messageIn: (said) => errorOf(said)?.message,
    isEnd,
  });
  if (isEnd(value)) return { posts: [], total: null, pages: null };
  const list = z.array(z.unknown()).safeParse(value);
  if (!list.success) throw new Error(`${site} answers (page ${page}) with what is no list of posts`);
  return {
    posts: list.data,
    total: numberIn(headers["x-wp-total"]),
    pages: numberIn(headers["x-wp-totalpages"]),
  };
}

function errorOf(said: unknown): z.infer<typeof errorSchema> | undefined {
  return errorSchema.safeParse(said).data;
}

function isEnd(said: unknown): boolean {
  return errorOf(said)?.code === "rest_post_invalid_page_number";
}

function numberIn(header: string | string[] | undefined): number | null {
  return typeof header === "string" && /^\d+$/.test(header) ? Number(header) : null;
}

/** Null for a post behind a password. */
function toArticle(raw: unknown): SourceArticle | UnreadableArticle | null {
  const id = String((raw as { id?: unknown } | null)?.id ?? "without an id");
  return orUnreadable(id, () => {
    const post = postSchema.parse(raw);
    return post.content.protected ? null : fromPost(post);
  });
}

function fromPost(post: z.infer<typeof postSchema>): SourceArticle {
  const headline = htmlToText(post.title.rendered);
  if (!headline) throw new Error("it has no title");
  const [section, ...others] = namesOf(post, "category");
  const [hero] = post._embedded?.["wp:featuredmedia"] ?? [];
  const caption = hero?.caption ? htmlToText(hero.caption.rendered) : "";
  const publishedAt = readDate(post.date_gmt);
  return {
    id: String(post.id),
    headline,
    standfirst: ownStandfirst(post.excerpt.rendered, htmlToText(post.content.rendered), headline),
    content: { html: post.content.rendered },
    slug: decoded(post.slug),
    url: post.link,
    authors: (post._embedded?.author ?? []).flatMap(({ name }) => (name ? [htmlToText(name)] : [])),
    section: section ?? null,
    tags: [...new Set([...others, ...namesOf(post, "post_tag")])],
    hero: hero?.source_url
      ? { url: hero.source_url, alt: hero.alt_text ?? "", ...(caption ? { caption } : {}) }
      : null,
    publishedAt,
    updatedAt: readUpdate(post.modified_gmt, publishedAt),
  };
}

function namesOf(post: z.infer<typeof postSchema>, taxonomy: string): string[] {
  return (post._embedded?.["wp:term"]?.flat() ?? [])
    .filter((term) => term.taxonomy === taxonomy && !isDefaultCategory(term.slug, term.name))
    .map((term) => htmlToText(term.name));
}
