import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { articles, importedArticles } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import type { Locale } from "@/domain/locale";
import { anyChanged } from "@/domain/media/store-picture";
import { everySecond, figure, type Print } from "@/domain/repair/tell";
import { bringPicture, type MediaOptions, picturesOf, withMedia } from "./bring-media";
import { htmlToBlocks } from "./html-to-blocks";
import type { SourceArticle, SourceReading, UnreadableArticle } from "./imported";
import { Losses } from "./losses";
import { messageOf } from "./message-of";
import { removeMissing } from "./remove-missing";
import { saveArticle } from "./save-article";
import { SilentHosts } from "./silent-hosts";

const PICTURES_FOLLOWED_MS = 30 * 24 * 3_600_000;
/** Raised when more is made of an article than before: each is then made anew, once. */
const MADE_AS = 2;

/** A signal ends it between two articles or pictures, with nothing removed. */
export interface ImportOptions extends Pick<MediaOptions, "allowedHost" | "lookUp" | "signal"> {
  /** The kind of source and its address: articles are told apart by it and their id there. */
  source: string;
  locale: Locale;
  /** Whether search engines are sent to the original. */
  canonical: "source" | "here";
  print: Print;
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
  const added = new Set<string>();
  const silent = new SilentHosts();
  const say = everySecond(options.print);
  const onNext = () => say(progress(outcome, reading.total?.() ?? null));
  for await (const article of reading.articles) {
    options.signal?.throwIfAborted();
    onNext();
    seen.add(article.id);
    const name = "headline" in article ? `“${article.headline}”` : article.id;
    try {
      const { done, leftOut } = await importOne(ctx, article, { ...options, silent, onNext });
      outcome[done]++;
      if (done === "added") added.add(article.id);
      if (done !== "unchanged")
        options.print(`${done}: ${name}${leftOut === null ? "" : `; left out: ${leftOut}`}`);
    } catch (error) {
      options.signal?.throwIfAborted();
      outcome.failed++;
      options.print(`failed: ${name}: ${messageOf(error)}`);
    }
  }
  if (reading.isComplete()) outcome.removed = await removeMissing(ctx, { ...options, seen, added });
  return outcome;
}

function progress({ added, updated, unchanged, failed }: ImportOutcome, total: number | null): string {
  const read = figure(added + updated + unchanged + failed);
  const of = total === null ? `${read} read` : `${read} of ${figure(total)} read`;
  return `${of}: ${figure(added)} added, ${figure(updated)} updated, ${figure(unchanged)} unchanged, ${figure(failed)} failed so far`;
}

interface Imported {
  done: "added" | "updated" | "unchanged";
  /** In words. */
  leftOut: string | null;
}

const UNTOUCHED: Imported = { done: "unchanged", leftOut: null };

async function importOne(
  ctx: Ctx,
  article: SourceArticle | UnreadableArticle,
  options: ImportOptions & MediaOptions,
): Promise<Imported> {
  if ("unreadable" in article) throw new Error(article.unreadable);
  const { source, canonical } = options;
  const locale = article.locale ?? options.locale;
  const contentHash = hashOf([MADE_AS, article, options.locale, canonical]);
  const known = await readKnown(ctx, source, article.id);
  const isUnchanged = known?.contentHash === contentHash;
  const isPending = isUnchanged && known.pendingHash !== null;
  const isFollowed = isPending || article.folder !== undefined || isYoung(article, ctx.clock.now());
  if (isUnchanged && !isFollowed) return UNTOUCHED;

  const media = { ...options, folder: article.folder, mayBeADayOld: isUnchanged };
  const url = httpAddress(article.url);
  const { blocks, dropped } = htmlToBlocks(article.content, url, {
    takesFiles: article.folder !== undefined,
  });
  if (isUnchanged && !isPending) {
    const shown = JSON.stringify([known.hero, known.body]);
    if (!(await anyChanged(ctx, picturesOf(article, blocks), shown, media))) return UNTOUCHED;
  }
  const losses = new Losses(dropped);
  const body = await withMedia(ctx, blocks, media, losses);
  const heroBlock = article.hero ? { type: "remote-picture" as const, ...article.hero } : null;
  const hero = heroBlock ? await bringPicture(ctx, heroBlock, media, losses) : null;
  const madeHash = hashOf([hero, body]);
  const kept = { leftOut: losses.words, pendingHash: losses.arePassing ? madeHash : null };
  if (isPending && known.pendingHash === madeHash) {
    if (known.leftOut !== kept.leftOut || !losses.arePassing) await noteLosses(ctx, known.articleId, kept);
    return UNTOUCHED;
  }
  const canonicalUrl = canonical === "source" ? url : null;
  const done = await ctx.db.transaction(async (tx) => {
    const saved = await saveArticle(tx, {
      ...{ source, from: article, locale, hero, body, contentHash, canonicalUrl, ...kept },
      importedAt: ctx.clock.now(),
    });
    await raiseContentRevision(tx);
    return saved;
  });
  return { done, leftOut: kept.leftOut };
}

async function readKnown(ctx: Ctx, source: string, sourceId: string) {
  const { articleId, contentHash, pendingHash, leftOut } = importedArticles;
  const { hero, body } = articles;
  const [known] = await ctx.db
    .select({ articleId, contentHash, pendingHash, leftOut, hero, body })
    .from(importedArticles)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(and(eq(importedArticles.source, source), eq(importedArticles.sourceId, sourceId)));
  return known;
}

/** Trying again had no more success: the article stays as it is. */
async function noteLosses(
  ctx: Ctx,
  articleId: number,
  kept: { leftOut: string | null; pendingHash: string | null },
): Promise<void> {
  await ctx.db.update(importedArticles).set(kept).where(eq(importedArticles.articleId, articleId));
}

function hashOf(what: unknown): string {
  return createHash("sha256").update(JSON.stringify(what)).digest("hex");
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
