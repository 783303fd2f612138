import { and, asc, eq, inArray } from "drizzle-orm";
import { articleRedirects, articles } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { Locale } from "@/domain/locale";
import type { Article } from "./article";
import { readArticle } from "./read-articles";

interface Address {
  slug: string;
  locale: Locale;
}

/** Where the article is now that had this address before; null when none had it. */
export async function readMovedAddress(ctx: Ctx, { slug, locale }: Address): Promise<Address | null> {
  const [moved] = await ctx.db
    .select({ slug: articles.slug, locale: articles.locale })
    .from(articleRedirects)
    .innerJoin(articles, eq(articles.id, articleRedirects.articleId))
    .where(and(eq(articleRedirects.slug, slug), eq(articleRedirects.locale, locale)));
  return moved ?? null;
}

/** An article by its address or by one it had before, or null. */
export async function findArticle(ctx: Ctx, address: Address): Promise<Article | null> {
  const article = await readArticle(ctx, address);
  if (article) return article;
  const moved = await readMovedAddress(ctx, address);
  return moved && readArticle(ctx, moved);
}

/** The first address of each article that has moved, by its slug now: what feeds know it by, for ever. */
export async function readFirstAddresses(
  ctx: Ctx,
  { slugs, locale }: { slugs: readonly string[]; locale: Locale },
): Promise<Map<string, Address>> {
  if (slugs.length === 0) return new Map();
  const rows = await ctx.db
    .selectDistinctOn([articleRedirects.articleId], {
      now: articles.slug,
      slug: articleRedirects.slug,
      locale: articleRedirects.locale,
    })
    .from(articleRedirects)
    .innerJoin(articles, eq(articles.id, articleRedirects.articleId))
    .where(and(eq(articles.locale, locale), inArray(articles.slug, [...slugs])))
    .orderBy(articleRedirects.articleId, asc(articleRedirects.since));
  return new Map(rows.map(({ now, ...first }) => [now, first]));
}
