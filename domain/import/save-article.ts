import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { articleAuthors, articles, importedArticles } from "@/db/schema";
import type { Block, Picture } from "@/domain/article/article";
import { plainText } from "@/domain/article/plain-text";
import type { Locale } from "@/domain/locale";
import { freeSlug, moveArticle } from "./give-address";
import type { SourceArticle } from "./imported";
import { authorSlug, sectionSlug } from "./own-slug";
import { toSlug } from "./slug";

export interface ReadyArticle {
  source: string;
  from: SourceArticle;
  locale: Locale;
  hero: Picture | null;
  body: Block[];
  contentHash: string;
  /** As imported_articles keeps them. */
  pendingHash: string | null;
  leftOut: string | null;
  canonicalUrl: string | null;
  importedAt: Date;
}

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
    sectionSlug: await sectionSlug(tx, from.section),
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
  const { contentHash, pendingHash, leftOut, importedAt, locale } = ready;
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
  await writeAuthors(tx, articleId, from.authors);
  const row = {
    source,
    sourceId: from.id,
    articleId,
    contentHash,
    pendingHash,
    leftOut,
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

async function writeAuthors(tx: Tx, articleId: number, names: readonly string[]): Promise<void> {
  await tx.delete(articleAuthors).where(eq(articleAuthors.articleId, articleId));
  const byline = new Set<string>();
  for (const name of names.length > 0 ? names : [null]) byline.add(await authorSlug(tx, name));
  await tx
    .insert(articleAuthors)
    .values([...byline].map((slug, position) => ({ articleId, authorSlug: slug, position })));
}
