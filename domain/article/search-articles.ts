import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { articles } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { Locale } from "@/domain/locale";
import { completeTeasers, NEWEST_FIRST, type Teaser } from "./read-articles";

export const LONGEST_QUERY = 100;

/** How like a word of the headline or standfirst the query must be; chosen so that Ukrainian cases meet. */
const LIKE_ENOUGH = 0.4;
const SHORTEST_LIKENESS = 4;

export interface SearchQuery {
  text: string;
  locale: Locale;
  limit: number;
  offset?: number;
}

/**
 * Articles in a language that hold every word of a query, or its last word's beginning, or words much like it; best
 * first. Quotation marks, `or` and `-` mean what search boxes make of them.
 */
export async function searchArticles(
  ctx: Ctx,
  { text, locale, limit, offset = 0 }: SearchQuery,
): Promise<{ articles: Teaser[]; total: number }> {
  // PostgreSQL's texts cannot hold a NUL, which an address can.
  const wanted = text.slice(0, LONGEST_QUERY).replaceAll("\0", " ").trim();
  if (!/[\p{L}\p{N}]/u.test(wanted)) return { articles: [], total: 0 };
  const { matches, rank } = matching(wanted);
  const rows = await ctx.db
    .select({ article: articles, total: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(articles)
    .where(and(eq(articles.locale, locale), matches))
    .orderBy(desc(rank), ...NEWEST_FIRST)
    .limit(limit)
    .offset(offset);
  const found = await completeTeasers(
    ctx,
    rows.map((row) => row.article),
    locale,
  );
  return { articles: found, total: rows[0]?.total ?? 0 };
}

function matching(wanted: string): { matches: SQL | undefined; rank: SQL } {
  const words = sql`websearch_to_tsquery('simple', ${wanted})`;
  const beginning = sql`to_tsquery('simple', ${lastWordPrefix(wanted)})`;
  const query = sql`(${words} || ${beginning})`;
  const heading = sql`${articles.headline} || ' ' || ${articles.standfirst} || ' ' || array_to_string(${articles.tags}, ' ')`;
  const likeness = sql`word_likeness(${wanted}, ${heading})`;
  const isLike = wanted.length >= SHORTEST_LIKENESS ? sql`${likeness} >= ${LIKE_ENOUGH}` : undefined;
  return {
    matches: or(sql`${articles.searchable} @@ ${query}`, isLike),
    rank: sql`ts_rank(${articles.searchable}, ${query}) + ${likeness}`,
  };
}

/** Somebody who types "river cross" may mean crossing: all words, the last by its beginning. */
function lastWordPrefix(wanted: string): string {
  const words = wanted.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word)).join(" & ");
}
