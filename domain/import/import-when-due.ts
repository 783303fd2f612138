import { eq } from "drizzle-orm";
import { articleImports } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type ImportOrder, sourceOf } from "./import-order";
import { runImport } from "./run-import";

const MINUTE_MS = 60_000;

/** Imports each source of the schedule whose turn it is; one that fails never stops the others. */
export async function importWhenDue(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { schedule } = ctx.settings;
  if (!schedule) return;
  for (const order of schedule.orders) {
    if (signal.aborted) return;
    if (!(await isDue(ctx, order, schedule.everyMinutes))) continue;
    const print = (line: string) => ctx.log.debug({}, line);
    const outcome = await runImport(ctx, order, { trigger: "schedule", print, signal }).catch((error) => {
      ctx.log.warn({ err: error, source: sourceOf(order) }, "a source of articles could not be imported");
      return null;
    });
    if (outcome) ctx.log.info({ ...outcome, source: sourceOf(order) }, "imported articles");
  }
}

async function isDue(ctx: Ctx, order: ImportOrder, everyMinutes: number): Promise<boolean> {
  const [last] = await ctx.db
    .select({ startedAt: articleImports.startedAt })
    .from(articleImports)
    .where(eq(articleImports.source, sourceOf(order)));
  return !last || ctx.clock.now().getTime() - last.startedAt.getTime() >= everyMinutes * MINUTE_MS;
}
