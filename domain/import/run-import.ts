import { and, desc, eq, isNotNull } from "drizzle-orm";
import { articleImports, articles, importedArticles } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { withLease } from "@/domain/repair/with-lease";
import { type ImportOutcome, importArticles } from "./import-articles";
import { type ImportOrder, openSource, sourceOf } from "./import-order";
import { cleanText } from "./imported";
import { messageOf } from "./message-of";

/** Lines kept of what failed, and of what was left out. */
const LINES_KEPT = 20;

export interface RunOptions {
  trigger: "schedule" | "command";
  print: (line: string) => void;
  /** Ends it where it is: the process stops. */
  signal?: AbortSignal;
}

/**
 * Carries out an order and keeps how it went for staff. One at a time for each source, whichever instance: a command
 * waits for its turn, the schedule gives null. Throws when the source cannot be read at all.
 */
export function runImport(ctx: Ctx, order: ImportOrder, options: RunOptions): Promise<ImportOutcome | null> {
  const source = sourceOf(order);
  const wait = options.trigger === "command";
  return withLease(ctx, `import ${source}`, { wait, say: options.print }, () =>
    recorded(ctx, order, source, options),
  );
}

async function recorded(
  ctx: Ctx,
  order: ImportOrder,
  source: string,
  { trigger, print, signal }: RunOptions,
): Promise<ImportOutcome> {
  const table = articleImports;
  const started = { source, trigger, startedAt: ctx.clock.now(), finishedAt: null, error: null };
  const none = { added: 0, updated: 0, unchanged: 0, removed: 0, failed: 0 };
  const row = { ...started, ...none, troubles: [] };
  await ctx.db.insert(table).values(row).onConflictDoUpdate({ target: table.source, set: row });
  const troubles: string[] = [];
  const close = async (how: Partial<typeof table.$inferInsert>) => {
    const kept = {
      troubles: troubles.slice(0, LINES_KEPT).map(cleanText),
      ...(await readLosses(ctx, source)),
    };
    await ctx.db
      .update(table)
      .set({ ...how, ...kept, finishedAt: ctx.clock.now() })
      .where(eq(table.source, source));
  };
  const allowedHost = ctx.settings.importAllowedHost ?? null;
  const { language: locale, canonical } = order;
  try {
    const importing = importArticles(ctx, openSource(order, allowedHost), {
      ...{ source, locale, canonical, allowedHost, signal },
      print: (line) => {
        if (line.startsWith("failed: ")) troubles.push(line.slice("failed: ".length));
        print(line);
      },
    });
    const outcome = await (signal ? Promise.race([importing, aborted(signal)]) : importing);
    await close(outcome);
    return outcome;
  } catch (error) {
    await close({ error: cleanText(messageOf(error)) });
    throw error;
  }
}

/** What the articles of a source are here without, whichever import brought them; the newest are named. */
async function readLosses(ctx: Ctx, source: string): Promise<{ lossy: number; losses: string[] }> {
  const isLossy = and(eq(importedArticles.source, source), isNotNull(importedArticles.leftOut));
  const lossy = await ctx.db.$count(importedArticles, isLossy);
  const rows = await ctx.db
    .select({ headline: articles.headline, leftOut: importedArticles.leftOut })
    .from(importedArticles)
    .innerJoin(articles, eq(articles.id, importedArticles.articleId))
    .where(isLossy)
    .orderBy(desc(articles.publishedAt), desc(articles.id))
    .limit(LINES_KEPT);
  return { lossy, losses: rows.map(({ headline, leftOut }) => `“${headline}”: ${leftOut}`) };
}

/** A fetch that is under way may take a minute; the process may not. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error("Muster was stopped while it went on; the next one begins anew."));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}
