import { and, eq, like, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { articleAuthors, articles, authors, importedArticles, sections } from "@/db/schema";
import type { Block, Picture } from "@/domain/article/article";
import { plainText } from "@/domain/article/plain-text";
import type { Locale } from "@/domain/locale";
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

/** Writes an imported article: a new one under a slug of its own, a known one under the slug it has. */
export async function saveArticle(tx: Tx, ready: ReadyArticle): Promise<"added" | "updated"> {
  const { source, from } = ready;
  const [known] = await tx
    .select()
    .from(importedArticles)
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
  const articleId = known
    ? known.articleId
    : await insert(tx, { ...values, slug: await freeSlug(tx, from.slug, ready.locale) });
  if (known) await tx.update(articles).set(values).where(eq(articles.id, articleId));
  await writeAuthors(tx, articleId, from.authors.length > 0 ? from.authors : [NEWSROOM]);
  const { contentHash, importedAt } = ready;
  const row = { source, sourceId: from.id, articleId, contentHash, importedAt, url: from.url };
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

/** The wished slug, or the next with a number when another article has it. */
async function freeSlug(tx: Tx, wish: string, locale: Locale): Promise<string> {
  const slug = toSlug(wish) || "article";
  const rows = await tx
    .select({ slug: articles.slug })
    .from(articles)
    .where(and(eq(articles.locale, locale), or(eq(articles.slug, slug), like(articles.slug, `${slug}-%`))));
  const taken = new Set(rows.map((row) => row.slug));
  if (!taken.has(slug)) return slug;
  for (let n = 2; ; n++) if (!taken.has(`${slug}-${n}`)) return `${slug}-${n}`;
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
