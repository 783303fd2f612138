import { z } from "zod";
import { type GuardedFetchOptions, guardedFetch } from "./guarded-fetch";
import { htmlToText } from "./html-to-blocks";
import type { SourceArticle, SourceReading, UnreadableArticle } from "./imported";

const PAGE = 50;
/** Where an excerpt that WordPress made itself was cut. */
const CUT = /\s*\[(…|\.\.\.)\]$/;
const rendered = z.object({ rendered: z.string() });
const termSchema = z.object({ name: z.string(), taxonomy: z.string(), slug: z.string().optional() });
/** What WordPress puts a post in that nobody put anywhere. */
const NOWHERE = "uncategorized";

const postSchema = z.object({
  id: z.number(),
  slug: z.string(),
  link: z.url(),
  date_gmt: z.string(),
  modified_gmt: z.string(),
  title: rendered,
  excerpt: rendered,
  content: rendered.extend({ protected: z.boolean().optional() }),
  _embedded: z
    .object({
      author: z.array(z.object({ name: z.string().optional() })).optional(),
      "wp:featuredmedia": z
        .array(
          z.object({
            source_url: z.url().optional(),
            alt_text: z.string().optional(),
            caption: rendered.optional(),
          }),
        )
        .optional(),
      "wp:term": z.array(z.array(termSchema)).optional(),
    })
    .optional(),
});

/** Every published post of a WordPress that anyone may read, through its REST API. */
export function readWordPress(
  address: string,
  options: Pick<GuardedFetchOptions, "allowedHost">,
): SourceReading {
  const tally = { read: 0, total: 0 };
  const site = address.replace(/\/+$/, "");
  return { articles: posts(site, options, tally), isComplete: () => tally.read === tally.total };
}

async function* posts(
  site: string,
  options: Pick<GuardedFetchOptions, "allowedHost">,
  tally: { read: number; total: number },
): AsyncGenerator<SourceArticle | UnreadableArticle> {
  for (let page = 1, pages = 1; page <= pages; page++) {
    // `rest_route` works with and without pretty permalinks.
    const url = `${site}/?rest_route=/wp/v2/posts&_embed=1&per_page=${PAGE}&page=${page}&orderby=id&order=asc`;
    const { body, headers } = await guardedFetch(url, {
      ...options,
      types: ["application/json"],
      maxBytes: 50 * 1024 * 1024,
      timeoutMs: 60_000,
    });
    pages = Number(headers["x-wp-totalpages"] ?? 1);
    tally.total = Number(headers["x-wp-total"] ?? 0);
    for (const post of z.array(z.unknown()).parse(JSON.parse(body.toString("utf8")))) {
      tally.read++;
      const article = toArticle(post);
      if (article) yield article;
    }
  }
}

/** Null for a post behind a password. */
function toArticle(raw: unknown): SourceArticle | UnreadableArticle | null {
  const parsed = postSchema.safeParse(raw);
  if (!parsed.success) {
    const id = String((raw as { id?: unknown } | null)?.id ?? "without an id");
    return { id, unreadable: z.prettifyError(parsed.error) };
  }
  const post = parsed.data;
  if (post.content.protected) return null;
  const terms = post._embedded?.["wp:term"]?.flat() ?? [];
  const named = (taxonomy: string) =>
    terms
      .filter((term) => term.taxonomy === taxonomy && term.slug !== NOWHERE)
      .map((term) => htmlToText(term.name));
  const [hero] = post._embedded?.["wp:featuredmedia"] ?? [];
  const caption = hero?.caption ? htmlToText(hero.caption.rendered) : "";
  const [excerpt, text] = [htmlToText(post.excerpt.rendered), htmlToText(post.content.rendered)];
  return {
    id: String(post.id),
    headline: htmlToText(post.title.rendered),
    // Without an excerpt of its own a post gives its first words, which readers would read twice.
    standfirst: CUT.test(excerpt) || text.startsWith(excerpt) ? "" : excerpt,
    content: { html: post.content.rendered },
    slug: decoded(post.slug),
    url: post.link,
    authors: (post._embedded?.author ?? []).flatMap(({ name }) => (name ? [name] : [])),
    section: named("category")[0] ?? null,
    tags: named("post_tag"),
    hero: hero?.source_url
      ? { url: hero.source_url, alt: hero.alt_text ?? "", ...(caption ? { caption } : {}) }
      : null,
    publishedAt: new Date(`${post.date_gmt}Z`),
    updatedAt: post.modified_gmt === post.date_gmt ? null : new Date(`${post.modified_gmt}Z`),
  };
}

/** Slugs in other alphabets come percent-encoded. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
