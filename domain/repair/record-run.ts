import { and, desc, eq, isNull } from "drizzle-orm";
import { reconcileDifferences, reconcileRuns } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { newId } from "@/domain/new-id";

export type ReconcileRun = typeof reconcileRuns.$inferSelect;
export type Difference = Omit<typeof reconcileDifferences.$inferInsert, "id" | "runId">;

const KEPT_RUNS = 200;
const ROWS_AT_ONCE = 500;

/** Opens the record of a comparison. */
export async function openRecord(
  ctx: Ctx,
  { trigger, dryRun, total }: { trigger: ReconcileRun["trigger"]; dryRun: boolean; total: number },
): Promise<string> {
  const id = newId();
  await ctx.db
    .insert(reconcileRuns)
    .values({ id, startedAt: ctx.clock.now(), trigger, dryRun, totalBefore: total });
  return id;
}

/** How far a comparison has come, for whoever watches; nothing once it is closed. */
export async function noteProgress(
  ctx: Ctx,
  id: string,
  seen: Pick<ReconcileRun, "subscriptions" | "events">,
): Promise<void> {
  await ctx.db
    .update(reconcileRuns)
    .set(seen)
    .where(and(eq(reconcileRuns.id, id), isNull(reconcileRuns.finishedAt)));
}

/** Closes it with what was found, or why it did not get to its end. */
export async function closeRecord(
  ctx: Ctx,
  id: string,
  outcome: Partial<Pick<ReconcileRun, "subscriptions" | "events" | "totalAfter" | "error">> & {
    differences: readonly Difference[];
  },
): Promise<void> {
  const { differences, ...figures } = outcome;
  await ctx.db.transaction(async (tx) => {
    for (let i = 0; i < differences.length; i += ROWS_AT_ONCE) {
      const rows = differences.slice(i, i + ROWS_AT_ONCE).map((each) => ({ ...each, runId: id }));
      await tx.insert(reconcileDifferences).values(rows);
    }
    await tx
      .update(reconcileRuns)
      .set({
        ...figures,
        finishedAt: ctx.clock.now(),
        differences: differences.length,
        repaired: differences.filter((each) => each.repaired).length,
      })
      .where(eq(reconcileRuns.id, id));
    const old = await tx
      .select({ id: reconcileRuns.id })
      .from(reconcileRuns)
      .orderBy(desc(reconcileRuns.startedAt))
      .offset(KEPT_RUNS);
    for (const run of old) await tx.delete(reconcileRuns).where(eq(reconcileRuns.id, run.id));
  });
}

/** The comparisons with Stripe, newest first, for staff. */
export async function listReconcileRuns(ctx: Ctx, limit = 50): Promise<ReconcileRun[]> {
  return ctx.db.select().from(reconcileRuns).orderBy(desc(reconcileRuns.startedAt)).limit(limit);
}

/** What one comparison found, in the order it was found. */
export async function listDifferences(
  ctx: Ctx,
  runId: string,
): Promise<(typeof reconcileDifferences.$inferSelect)[]> {
  return ctx.db
    .select()
    .from(reconcileDifferences)
    .where(eq(reconcileDifferences.runId, runId))
    .orderBy(reconcileDifferences.id);
}
