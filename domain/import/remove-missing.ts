import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { articleRedirects, articles, importedArticles } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";

export interface Missing {
  source: string;
  /** Ids at the source that it still has. */
  seen: ReadonlySet<string>;
  /** Those of them that this import added. */
  added: ReadonlySet<string>;
  print: (line: string) => void;
}

interface Held {
  sourceId: string;
  wish: string | null;
  id: number;
  slug: string;
  locale: "en" | "uk";
}

/**
 * Removes what a complete source no longer has and gives how many that were. An article that was added instead – a
 * file under another name, a post written anew – gets the address it wished for from the one that is gone.
 */
export async function removeMissing(ctx: Ctx, { source, seen, added, print }: Missing): Promise<number> {
  // An empty answer is a broken source far more often than an empty newsroom.
  if (seen.size === 0) return 0;
  const lines = await ctx.db.transaction(async (tx) => {
    const held: Held[] = await tx
      .select({
        sourceId: importedArticles.sourceId,
        wish: importedArticles.wishedSlug,
        id: articles.id,
        slug: articles.slug,
        locale: articles.locale,
      })
      .from(importedArticles)
      .innerJoin(articles, eq(articles.id, importedArticles.articleId))
      .where(eq(importedArticles.source, source))
      .orderBy(asc(articles.id));
    const gone = held.filter((row) => !seen.has(row.sourceId));
    if (gone.length === 0) return [];
    const heirs = held.filter((row) => added.has(row.sourceId) && row.slug !== row.wish);
    const handed = await handOver(tx, gone, heirs, ctx.clock.now());
    const rest = gone.filter((row) => !handed.has(row));
    for (const { id } of rest) await tx.delete(articles).where(eq(articles.id, id));
    await raiseContentRevision(tx);
    return gone.map((row) => {
      const heir = handed.get(row);
      return heir
        ? `removed: ${row.sourceId}, which its source no longer has; ${heir.sourceId} has its address now`
        : `removed: ${row.sourceId}, which its source no longer has`;
    });
  });
  for (const line of lines) print(line);
  return lines.length;
}

/** Who got the addresses of whom; those who are gone and were followed by nobody are not in it. */
async function handOver(
  tx: Tx,
  gone: readonly Held[],
  heirs: readonly Held[],
  at: Date,
): Promise<Map<Held, Held>> {
  const handed = new Map<Held, Held>();
  if (heirs.length === 0) return handed;
  const redirects = await tx
    .select()
    .from(articleRedirects)
    .where(
      inArray(
        articleRedirects.articleId,
        gone.map((row) => row.id),
      ),
    );
  for (const heir of heirs) {
    const isWished = (address: { slug: string; locale: string }) =>
      address.slug === heir.wish && address.locale === heir.locale;
    const before = redirects.find(isWished)?.articleId;
    const owner = gone.find((row) => !handed.has(row) && (isWished(row) || row.id === before));
    if (!owner || heir.wish === null) continue;
    await inherit(tx, owner, { ...heir, wish: heir.wish }, at);
    handed.set(owner, heir);
  }
  return handed;
}

/** Puts an article where another was, and every address of that one leads to it. */
async function inherit(tx: Tx, owner: Held, heir: Held & { wish: string }, at: Date): Promise<void> {
  await tx
    .update(articleRedirects)
    .set({ articleId: heir.id })
    .where(eq(articleRedirects.articleId, owner.id));
  await tx.delete(articles).where(eq(articles.id, owner.id));
  await tx.update(articles).set({ slug: heir.wish }).where(eq(articles.id, heir.id));
  if (owner.slug === heir.wish && owner.locale === heir.locale) return;
  const { slug, locale } = owner;
  await tx.insert(articleRedirects).values({ slug, locale, articleId: heir.id, since: at });
  await tx
    .delete(articleRedirects)
    .where(and(eq(articleRedirects.slug, heir.wish), eq(articleRedirects.locale, heir.locale)));
}
