import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { articles, importedArticles } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import type { Locale } from "@/domain/locale";
import { anyChanged } from "@/domain/media/store-picture";
import { bringPicture, type MediaOptions, messageOf, picturesOf, withMedia } from "./bring-media";
import { htmlToBlocks } from "./html-to-blocks";
import type { SourceArticle, SourceReading, UnreadableArticle } from "./imported";
import { saveArticle } from "./save-article";

const PICTURES_FOLLOWED_MS = 30 * 24 * 3_600_000;

/** A signal ends it between two articles or pictures, with nothing removed. */
export interface ImportOptions extends MediaOptions {
  /** The kind of source and its address: articles are told apart by it and their id there. */
  source: string;
  locale: Locale;
  /** Whether search engines are sent to the original. */
  canonical: "source" | "here";
  print: (line: string) => void;
}

export interface ImportOutcome {
  added: number;
  updated: number;
  unchanged: number;
  removed: number;
  failed: number;
}

/**
 * Brings the articles of a source here and keeps them as they are there: new ones are added, changed ones updated,
 * and those a complete source no longer has are removed. One bad article is told of and never stops the rest.
 */
export async function importArticles(
  ctx: Ctx,
  reading: SourceReading,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { added: 0, updated: 0, unchanged: 0, removed: 0, failed: 0 };
  const seen = new Set<string>();
  for await (const article of reading.articles) {
    options.signal?.throwIfAborted();
    seen.add(article.id);
    const name = "headline" in article ? `“${article.headline}”` : article.id;
    try {
      const { done, lost } = await importOne(ctx, article, options);
      outcome[done]++;
      if (done !== "unchanged") options.print(`${done}: ${name}${lost}`);
    } catch (error) {
      options.signal?.throwIfAborted();
      outcome.failed++;
      options.print(`failed: ${name}: ${messageOf(error)}`);
    }
  }
  if (reading.isComplete()) outcome.removed = await removeMissing(ctx, options, seen);
  return outcome;
}

async function importOne(
  ctx: Ctx,
  article: SourceArticle | UnreadableArticle,
  options: ImportOptions,
): Promise<{ done: "added" | "updated" | "unchanged"; lost: string }> {
  if ("unreadable" in article) throw new Error(article.unreadable);
  const { source } = options;
  const contentHash = createHash("sha256")
    .update(JSON.stringify([article, options.locale, options.canonical]))
    .digest("hex");
  const [known] = await ctx.db
    .select({ contentHash: importedArticles.contentHash })
    .from(importedArticles)
    .where(and(eq(importedArticles.source, source), eq(importedArticles.sourceId, article.id)));
  const isUnchanged = known?.contentHash === contentHash;
  if (isUnchanged && !isYoung(article, ctx.clock.now())) return { done: "unchanged", lost: "" };

  const url = httpAddress(article.url);
  const { blocks, dropped } = htmlToBlocks(article.content, url);
  if (isUnchanged && !(await anyChanged(ctx, picturesOf(article, blocks), options))) {
    return { done: "unchanged", lost: "" };
  }
  const lost = new Map(dropped);
  const body = await withMedia(ctx, blocks, options, lost);
  const heroBlock = article.hero ? { type: "remote-picture" as const, ...article.hero } : null;
  const hero = heroBlock ? await bringPicture(ctx, heroBlock, options, lost) : null;
  const done = await ctx.db.transaction(async (tx) => {
    const saved = await saveArticle(tx, {
      source,
      from: article,
      locale: article.locale ?? options.locale,
      hero,
      body,
      contentHash,
      canonicalUrl: options.canonical === "source" ? url : null,
      importedAt: ctx.clock.now(),
    });
    await raiseContentRevision(tx);
    return saved;
  });
  return { done, lost: describe(lost) };
}

/** An article of these weeks may get another picture at the same address; older ones are left as they are. */
function isYoung({ publishedAt, updatedAt }: SourceArticle, now: Date): boolean {
  const touchedAt = Math.max(publishedAt.getTime(), updatedAt?.getTime() ?? 0);
  return now.getTime() - touchedAt < PICTURES_FOLLOWED_MS;
}

function httpAddress(address: string | null): string | null {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

function describe(lost: ReadonlyMap<string, number>): string {
  if (lost.size === 0) return "";
  return `; left out: ${[...lost].map(([what, times]) => (times > 1 ? `${times} × ${what}` : what)).join(", ")}`;
}

async function removeMissing(
  ctx: Ctx,
  { source, print }: ImportOptions,
  seen: ReadonlySet<string>,
): Promise<number> {
  const held = await ctx.db.select().from(importedArticles).where(eq(importedArticles.source, source));
  const gone = held.filter((row) => !seen.has(row.sourceId));
  // An empty answer is a broken source far more often than an empty newsroom.
  if (gone.length === 0 || seen.size === 0) return 0;
  await ctx.db.transaction(async (tx) => {
    for (const { articleId } of gone) await tx.delete(articles).where(eq(articles.id, articleId));
    await raiseContentRevision(tx);
  });
  for (const { sourceId } of gone) print(`removed: ${sourceId}, which its source no longer has`);
  return gone.length;
}
