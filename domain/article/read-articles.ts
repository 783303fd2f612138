import { and, asc, count, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { articleAuthors, articles, authors, sections } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Locale, localized } from "@/domain/locale";
import {
  type Article,
  type ArticleTeaser,
  type Author,
  articleSchema,
  authorSchema,
  readingMinutes,
} from "./article";
import { tagSlug } from "./tag";

/** An article in a list, with the minutes it takes to read. */
export type Teaser = ArticleTeaser & { minutes: number };

export interface Section {
  slug: string;
  /** In the language it was asked for, else in English. */
  name: string;
}

type ArticleRow = typeof articles.$inferSelect;

/** The order of every list. A folder of files may name only days, so times alone would leave pages free to repeat. */
export const NEWEST_FIRST = [desc(articles.publishedAt), desc(articles.slug)] as const;

/** One article, or null. */
export async function readArticle(
  ctx: Ctx,
  { slug, locale }: { slug: string; locale: Locale },
): Promise<Article | null> {
  const [row] = await ctx.db
    .select()
    .from(articles)
    .where(and(eq(articles.slug, slug), eq(articles.locale, locale)));
  if (!row) return null;
  const [article] = await complete(ctx, [row], locale);
  return article ?? null;
}

export interface ArticleQuery {
  locale: Locale;
  section?: string;
  author?: string;
  /** A tag's address (tag.ts). */
  tag?: string;
  except?: string;
  slugs?: readonly string[];
  limit: number;
  offset?: number;
}

/** Articles newest first, and how many there are in all. */
export async function listArticles(
  ctx: Ctx,
  query: ArticleQuery,
): Promise<{ articles: Teaser[]; total: number }> {
  const byAuthor = query.author
    ? inArray(
        articles.id,
        ctx.db
          .select({ id: articleAuthors.articleId })
          .from(articleAuthors)
          .where(eq(articleAuthors.authorSlug, query.author)),
      )
    : undefined;
  const where = and(
    eq(articles.locale, query.locale),
    query.section ? eq(articles.sectionSlug, query.section) : undefined,
    query.except ? ne(articles.slug, query.except) : undefined,
    query.slugs ? inArray(articles.slug, [...query.slugs]) : undefined,
    query.tag ? hasTag(query.tag) : undefined,
    byAuthor,
  );
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select()
      .from(articles)
      .where(where)
      .orderBy(...NEWEST_FIRST)
      .limit(query.limit)
      .offset(query.offset ?? 0),
    ctx.db.select({ n: count() }).from(articles).where(where),
  ]);
  return { articles: await completeTeasers(ctx, rows, query.locale), total: total?.n ?? 0 };
}

/** The articles published just before and just after one, in its language. */
export async function readNeighbours(
  ctx: Ctx,
  of: { slug: string; locale: Locale; publishedAt: string },
): Promise<{ older: Teaser | null; newer: Teaser | null }> {
  const place = sql`(${of.publishedAt}::timestamptz, ${of.slug}::text)`;
  const own = sql`(${articles.publishedAt}, ${articles.slug})`;
  const beside = (isNewer: boolean) =>
    ctx.db
      .select()
      .from(articles)
      .where(and(eq(articles.locale, of.locale), isNewer ? sql`${own} > ${place}` : sql`${own} < ${place}`))
      .orderBy(...(isNewer ? [asc(articles.publishedAt), asc(articles.slug)] : NEWEST_FIRST))
      .limit(1);
  const [[newer], [older]] = await Promise.all([beside(true), beside(false)]);
  const found = await completeTeasers(
    ctx,
    [newer, older].flatMap((row) => row ?? []),
    of.locale,
  );
  return {
    newer: found.find(({ slug }) => slug === newer?.slug) ?? null,
    older: found.find(({ slug }) => slug === older?.slug) ?? null,
  };
}

/** The languages an article exists in. */
export async function listTranslations(ctx: Ctx, slug: string): Promise<Locale[]> {
  const rows = await ctx.db.select({ locale: articles.locale }).from(articles).where(eq(articles.slug, slug));
  return rows.map((row) => row.locale);
}

/** A tag as it is written, by its address in one language; null when no article has it. */
export async function readTag(
  ctx: Ctx,
  { slug, locale }: { slug: string; locale: Locale },
): Promise<string | null> {
  const rows = await ctx.db
    .select({ tags: articles.tags })
    .from(articles)
    .where(and(eq(articles.locale, locale), hasTag(slug)))
    .limit(1);
  return rows[0]?.tags.find((tag) => tagSlug(tag) === slug) ?? null;
}

/** The same letters as tagSlug, said in SQL. */
function hasTag(slug: string) {
  return sql`exists (select from unnest(${articles.tags}) tag
    where trim(both '-' from regexp_replace(lower(tag), '[^[:alnum:]]+', '-', 'g')) = ${slug})`;
}

/** Whole articles, newest first: what feeds are made of. */
export async function listWhole(
  ctx: Ctx,
  { locale, section, limit }: { locale: Locale; section?: string; limit: number },
): Promise<Article[]> {
  const rows = await ctx.db
    .select()
    .from(articles)
    .where(and(eq(articles.locale, locale), section ? eq(articles.sectionSlug, section) : undefined))
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
  return complete(ctx, rows, locale);
}

/** One section, whether or not anything is in it; or null. */
export async function readSection(
  ctx: Ctx,
  { slug, locale }: { slug: string; locale: Locale },
): Promise<Section | null> {
  const [row] = await ctx.db.select().from(sections).where(eq(sections.slug, slug));
  return row ? { slug, name: localized(row.name, locale) } : null;
}

/** The sections that have articles in a language, and those that are named in both. */
export async function listSections(ctx: Ctx, locale: Locale): Promise<Section[]> {
  const written = ctx.db
    .select({ slug: articles.sectionSlug })
    .from(articles)
    .where(eq(articles.locale, locale));
  const rows = await ctx.db
    .select()
    .from(sections)
    .where(or(sql`${sections.name} ? 'uk'`, inArray(sections.slug, written)))
    .orderBy(asc(sections.position));
  return rows.map((row) => ({ slug: row.slug, name: localized(row.name, locale) }));
}

export async function readAuthor(
  ctx: Ctx,
  { slug, locale }: { slug: string; locale: Locale },
): Promise<Author | null> {
  const [row] = await ctx.db.select().from(authors).where(eq(authors.slug, slug));
  return row ? toAuthor(row, locale) : null;
}

function toAuthor(row: typeof authors.$inferSelect, locale: Locale): Author {
  return authorSchema.parse({ ...row, ...(locale === "uk" ? row.translations.uk : {}) });
}

/** Rows as they stand in lists. */
export async function completeTeasers(
  ctx: Ctx,
  rows: readonly ArticleRow[],
  locale: Locale,
): Promise<Teaser[]> {
  return (await complete(ctx, rows, locale)).map(toTeaser);
}

function toTeaser({ body, editorsNote: _note, correction: _correction, ...teaser }: Article): Teaser {
  return { ...teaser, minutes: readingMinutes(body) };
}

/** Joins sections and authors to rows, and checks the whole against the article's shape. */
async function complete(ctx: Ctx, rows: readonly ArticleRow[], locale: Locale): Promise<Article[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [named, written] = await Promise.all([
    ctx.db.select().from(sections),
    ctx.db
      .select({ articleId: articleAuthors.articleId, author: authors })
      .from(articleAuthors)
      .innerJoin(authors, eq(authors.slug, articleAuthors.authorSlug))
      .where(inArray(articleAuthors.articleId, ids))
      .orderBy(asc(articleAuthors.position)),
  ]);
  const names = new Map(named.map((section) => [section.slug, localized(section.name, locale)]));
  return rows.map((row) =>
    articleSchema.parse({
      ...row,
      section: { slug: row.sectionSlug, name: names.get(row.sectionSlug) ?? row.sectionSlug },
      authors: written
        .filter(({ articleId }) => articleId === row.id)
        .map(({ author }) => toAuthor(author, locale)),
      publishedAt: row.publishedAt.toISOString(),
      updatedAt: row.updatedAt?.toISOString() ?? null,
    }),
  );
}
