import { articles, authors, sections } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { Locale } from "@/domain/locale";
import { NEWEST_FIRST } from "./read-articles";

export interface ArticleAddress {
  slug: string;
  locale: Locale;
  headline: string;
  publishedAt: Date;
  updatedAt: Date | null;
}

/** Everything a sitemap names: articles newest first, sections, authors. */
export async function listAddresses(
  ctx: Ctx,
  limit: number,
): Promise<{ articles: ArticleAddress[]; sections: string[]; authors: string[] }> {
  const [written, named, people] = await Promise.all([
    ctx.db
      .select({
        slug: articles.slug,
        locale: articles.locale,
        headline: articles.headline,
        publishedAt: articles.publishedAt,
        updatedAt: articles.updatedAt,
      })
      .from(articles)
      .orderBy(...NEWEST_FIRST)
      .limit(limit),
    ctx.db.select({ slug: sections.slug }).from(sections),
    ctx.db.select({ slug: authors.slug }).from(authors),
  ]);
  return {
    articles: written,
    sections: named.map(({ slug }) => slug),
    authors: people.map(({ slug }) => slug),
  };
}
