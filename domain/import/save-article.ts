import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { articleAuthors, articles, authors, importedArticles, sections } from "@/db/schema";
import type { Block, Picture } from "@/domain/article/article";
import { plainText } from "@/domain/article/plain-text";
import type { Locale } from "@/domain/locale";
import { freeSlug, moveArticle } from "./give-address";
import type { SourceArticle } from "./imported";
import { toSlug } from "./slug";

export interface ReadyArticle {
  source: string;
  from: SourceArticle;
  locale: Locale;
  hero: Picture | null;
  body: Block[];
  contentHash: string;
  canonicalUrl: string | null;
  importedAt: Date;
}

const NEWSROOM = "Newsroom";
const NEWS = "News";

/** Writes an imported article: a new one under a slug of its own, a known one where it is, or where its source moved it. */
export async function saveArticle(tx: Tx, ready: ReadyArticle): Promise<"added" | "updated"> {
  const { source, from } = ready;
  const [known] = await tx
    .select({
      id: articles.id,
      slug: articles.slug,
      locale: articles.locale,
      wish: importedArticles.wishedSlug,
    })
    .from(importedArticles)
    .innerJoin(articles, eq(articles.id, importedArticles.articleId))
    .where(and(eq(importedArticles.source, source), eq(importedArticles.sourceId, from.id)));
  const values = {
    locale: ready.locale,
    sectionSlug: await sectionFor(tx, from.section ?? NEWS),
    headline: from.headline,
    standfirst: from.standfirst,
    hero: ready.hero,
    body: ready.body,
    plainText: plainText(ready.body),
    tags: [...new Set(from.tags)],
    canonicalUrl: ready.canonicalUrl,
    publishedAt: from.publishedAt,
    updatedAt: from.updatedAt,
  };
  const { contentHash, importedAt, locale } = ready;
  const wish = toSlug(from.slug) || "article";
  const articleId = known?.id ?? (await insert(tx, { ...values, slug: await freeSlug(tx, wish, locale) }));
  if (known) {
    const stays = (known.wish === null || known.wish === wish) && known.locale === locale;
    const slug = stays ? known.slug : await moveArticle(tx, known, { wish, locale }, importedAt);
    await tx
      .update(articles)
      .set({ ...values, slug })
      .where(eq(articles.id, articleId));
  }
  await writeAuthors(tx, articleId, from.authors.length > 0 ? from.authors : [NEWSROOM]);
  const row = {
    source,
    sourceId: from.id,
    articleId,
    contentHash,
    importedAt,
    wishedSlug: wish,
    url: from.url,
  };
  await tx
    .insert(importedArticles)
    .values(row)
    .onConflictDoUpdate({ target: [importedArticles.source, importedArticles.sourceId], set: row });
  return known ? "updated" : "added";
}

async function insert(tx: Tx, values: typeof articles.$inferInsert): Promise<number> {
  const [row] = await tx.insert(articles).values(values).returning({ id: articles.id });
  if (!row) throw new Error(`the article ${values.slug} was not stored`);
  return row.id;
}

async function sectionFor(tx: Tx, name: string): Promise<string> {
  const slug = toSlug(name) || "news";
  await tx
    .insert(sections)
    .values({
      slug,
      name: { en: name },
      position: sql`(select coalesce(max(position), 0) + 1 from sections)`,
    })
    .onConflictDoNothing();
  return slug;
}

async function writeAuthors(tx: Tx, articleId: number, given: readonly string[]): Promise<void> {
  await tx.delete(articleAuthors).where(eq(articleAuthors.articleId, articleId));
  const byline = new Map(given.map((name) => [toSlug(name) || "newsroom", name]));
  for (const [slug, name] of byline) {
    await tx.insert(authors).values({ slug, name, role: "", bio: "" }).onConflictDoNothing();
  }
  await tx
    .insert(articleAuthors)
    .values([...byline.keys()].map((authorSlug, position) => ({ articleId, authorSlug, position })));
}
