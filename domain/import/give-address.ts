import { and, eq, like, ne, or, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { articleRedirects, articles } from "@/db/schema";
import type { Locale } from "@/domain/locale";

interface HeldArticle {
  id: number;
  slug: string;
  locale: Locale;
}

/** A slug for a new article: the wished one, or the next with a number when another article has or had it. */
export function freeSlug(tx: Tx, wish: string, locale: Locale): Promise<string> {
  return slugFor(tx, wish, locale, null);
}

/**
 * Moves an article to the slug and language its source has now and keeps its old address leading to it; gives the
 * new slug. An article that goes back to an address of its own gets it.
 */
export async function moveArticle(
  tx: Tx,
  article: HeldArticle,
  to: { wish: string; locale: Locale },
  at: Date,
): Promise<string> {
  const slug = await slugFor(tx, to.wish, to.locale, article.id);
  if (slug === article.slug && to.locale === article.locale) return slug;
  await tx
    .delete(articleRedirects)
    .where(and(eq(articleRedirects.slug, slug), eq(articleRedirects.locale, to.locale)));
  await tx
    .insert(articleRedirects)
    .values({ slug: article.slug, locale: article.locale, articleId: article.id, since: at });
  return slug;
}

async function slugFor(tx: Tx, wish: string, locale: Locale, own: number | null): Promise<string> {
  const alike = (column: typeof articles.slug | typeof articleRedirects.slug): SQL | undefined =>
    or(eq(column, wish), like(column, `${wish}-%`));
  const [now, before] = [
    await tx
      .select({ slug: articles.slug })
      .from(articles)
      .where(and(eq(articles.locale, locale), alike(articles.slug), own ? ne(articles.id, own) : undefined)),
    await tx
      .select({ slug: articleRedirects.slug })
      .from(articleRedirects)
      .where(
        and(
          eq(articleRedirects.locale, locale),
          alike(articleRedirects.slug),
          own ? ne(articleRedirects.articleId, own) : undefined,
        ),
      ),
  ];
  const taken = new Set([...now, ...before].map((row) => row.slug));
  if (!taken.has(wish)) return wish;
  for (let n = 2; ; n++) if (!taken.has(`${wish}-${n}`)) return `${wish}-${n}`;
}
