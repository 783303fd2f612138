import { z } from "zod";
import { fetchJson } from "./fetch-json";
import { isAll, type ListPage, openTally, readPages, type Tally } from "./fetch-pages";
import type { ReadOptions } from "./fetch-patiently";
import { htmlToText } from "./html-to-blocks";
import { orUnreadable, type SourceArticle, type SourceReading, type UnreadableArticle } from "./imported";
import { readDate, readUpdate } from "./read-date";

const named = z.object({ name: z.string() });
const postSchema = z.object({
  id: z.string(),
  slug: z.string(),
  url: z.string(),
  title: z.string(),
  html: z.string().nullable(),
  custom_excerpt: z.string().nullish(),
  feature_image: z.string().nullish(),
  feature_image_alt: z.string().nullish(),
  feature_image_caption: z.string().nullish(),
  published_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  authors: z.array(named).optional(),
  primary_tag: named.nullish(),
  tags: z.array(named.extend({ visibility: z.string().optional() })).optional(),
});
const pageSchema = z.object({
  posts: z.array(z.unknown()),
  meta: z.object({ pagination: z.object({ pages: z.number(), total: z.number() }) }),
});
const errorSchema = z.object({ errors: z.tuple([z.object({ message: z.string() })]).rest(z.unknown()) });

/** Every public post of a Ghost, through its Content API; `key` is that API's key. */
export function readGhost(address: string, key: string, options: ReadOptions): SourceReading {
  const tally = openTally();
  const site = address.replace(/\/+$/, "");
  return {
    articles: posts(site, key, options, tally),
    isComplete: () => isAll(tally),
    total: () => tally.total,
  };
}

async function* posts(
  site: string,
  key: string,
  options: ReadOptions,
  tally: Tally,
): AsyncGenerator<SourceArticle | UnreadableArticle> {
  const ask = (page: number, perPage: number) => askPage(site, key, { page, perPage }, options);
  for await (const each of readPages(ask, tally)) {
    yield "unreadable" in each ? each : toArticle(each.post);
  }
}

async function askPage(
  site: string,
  key: string,
  { page, perPage }: { page: number; perPage: number },
  options: ReadOptions,
): Promise<ListPage> {
  const query = new URLSearchParams({
    key,
    limit: String(perPage),
    page: String(page),
    include: "tags,authors",
    filter: "visibility:public",
    order: "published_at asc",
  });
  const { value } = await fetchJson(`${site}/ghost/api/content/posts/?${query}`, page, {
    ...options,
    headers: { "accept-version": "v5.0" },
    messageIn: (said) => errorSchema.safeParse(said).data?.errors[0].message,
  });
  const read = pageSchema.safeParse(value);
  if (!read.success) throw new Error(`${site} answers (page ${page}) with what is no list of posts`);
  return { posts: read.data.posts, ...read.data.meta.pagination };
}

function toArticle(raw: unknown): SourceArticle | UnreadableArticle {
  const id = String((raw as { id?: unknown } | null)?.id ?? "without an id");
  return orUnreadable(id, () => fromPost(postSchema.parse(raw)));
}

function fromPost(post: z.infer<typeof postSchema>): SourceArticle {
  if (!post.title) throw new Error("it has no title");
  const caption = htmlToText(post.feature_image_caption ?? "");
  const publishedAt = readDate(post.published_at);
  return {
    id: post.id,
    headline: post.title,
    // Its `excerpt` is the beginning of the text where nobody wrote one.
    standfirst: post.custom_excerpt ?? "",
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
    publishedAt,
    updatedAt: readUpdate(post.updated_at, publishedAt),
  };
}
