import { and, asc, count, desc, eq, inArray, ne } from "drizzle-orm";
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

/** An article in a list, with the minutes it takes to read. */
export type Teaser = ArticleTeaser & { minutes: number };

type ArticleRow = typeof articles.$inferSelect;

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
  except?: string;
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
    byAuthor,
  );
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select()
      .from(articles)
      .where(where)
      .orderBy(desc(articles.publishedAt))
      .limit(query.limit)
      .offset(query.offset ?? 0),
    ctx.db.select({ n: count() }).from(articles).where(where),
  ]);
  const whole = await complete(ctx, rows, query.locale);
  return { articles: whole.map(toTeaser), total: total?.n ?? 0 };
}

export async function listSections(ctx: Ctx, locale: Locale): Promise<{ slug: string; name: string }[]> {
  const rows = await ctx.db.select().from(sections).orderBy(asc(sections.position));
  return rows.map((row) => ({ slug: row.slug, name: localized(row.name, locale) }));
}

export async function readAuthor(ctx: Ctx, slug: string): Promise<Author | null> {
  const [row] = await ctx.db.select().from(authors).where(eq(authors.slug, slug));
  return row ? authorSchema.parse(row) : null;
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
      authors: written.filter(({ articleId }) => articleId === row.id).map(({ author }) => author),
      publishedAt: row.publishedAt.toISOString(),
      updatedAt: row.updatedAt?.toISOString() ?? null,
    }),
  );
}
