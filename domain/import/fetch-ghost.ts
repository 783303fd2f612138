import { z } from "zod";
import { type GuardedFetchOptions, guardedFetch } from "./guarded-fetch";
import { htmlToText } from "./html-to-blocks";
import type { SourceArticle, SourceReading, UnreadableArticle } from "./imported";

const named = z.object({ name: z.string() });
const postSchema = z.object({
  id: z.string(),
  slug: z.string(),
  url: z.url(),
  title: z.string(),
  html: z.string().nullable(),
  custom_excerpt: z.string().nullish(),
  excerpt: z.string().nullish(),
  feature_image: z.url().nullish(),
  feature_image_alt: z.string().nullish(),
  feature_image_caption: z.string().nullish(),
  published_at: z.string(),
  updated_at: z.string().nullish(),
  authors: z.array(named).optional(),
  primary_tag: named.nullish(),
  tags: z.array(named.extend({ visibility: z.string().optional() })).optional(),
});
const pageSchema = z.object({
  posts: z.array(z.unknown()),
  meta: z.object({ pagination: z.object({ next: z.number().nullable(), total: z.number() }) }),
});

/** Every public post of a Ghost, through its Content API; `key` is that API's key. */
export function readGhost(
  address: string,
  key: string,
  options: Pick<GuardedFetchOptions, "allowedHost">,
): SourceReading {
  const tally = { read: 0, total: 0 };
  const site = address.replace(/\/+$/, "");
  return { articles: posts(site, key, options, tally), isComplete: () => tally.read === tally.total };
}

async function* posts(
  site: string,
  key: string,
  options: Pick<GuardedFetchOptions, "allowedHost">,
  tally: { read: number; total: number },
): AsyncGenerator<SourceArticle | UnreadableArticle> {
  for (let page: number | null = 1; page !== null; ) {
    const query = new URLSearchParams({
      key,
      limit: "50",
      page: String(page),
      include: "tags,authors",
      filter: "visibility:public",
      order: "published_at asc",
    });
    const { body } = await guardedFetch(`${site}/ghost/api/content/posts/?${query}`, {
      ...options,
      types: ["application/json"],
      maxBytes: 50 * 1024 * 1024,
      timeoutMs: 60_000,
      headers: { "accept-version": "v5.0" },
    });
    const read = pageSchema.parse(JSON.parse(body.toString("utf8")));
    tally.total = read.meta.pagination.total;
    for (const post of read.posts) {
      tally.read++;
      yield toArticle(post);
    }
    page = read.meta.pagination.next;
  }
}

function toArticle(raw: unknown): SourceArticle | UnreadableArticle {
  const parsed = postSchema.safeParse(raw);
  if (!parsed.success) {
    const id = String((raw as { id?: unknown } | null)?.id ?? "without an id");
    return { id, unreadable: z.prettifyError(parsed.error) };
  }
  const post = parsed.data;
  const caption = htmlToText(post.feature_image_caption ?? "");
  return {
    id: post.id,
    headline: post.title,
    standfirst: post.custom_excerpt ?? post.excerpt ?? "",
    content: { html: post.html ?? "" },
    slug: post.slug,
    url: post.url,
    authors: (post.authors ?? []).map((author) => author.name),
    section: post.primary_tag?.name ?? null,
    tags: (post.tags ?? [])
      .filter((tag) => tag.visibility !== "internal" && tag.name !== post.primary_tag?.name)
      .map((tag) => tag.name),
    hero: post.feature_image
      ? { url: post.feature_image, alt: post.feature_image_alt ?? "", ...(caption ? { caption } : {}) }
      : null,
    publishedAt: new Date(post.published_at),
    updatedAt: post.updated_at ? new Date(post.updated_at) : null,
  };
}
