import { and, desc, eq, isNull } from "drizzle-orm";
import { drives, installation, reconcileRuns } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { isDueToBeFinal } from "@/domain/drive/mark-verified";
import { type Reconciled, reconcile } from "./reconcile";

const EVERY_MS = 60 * 60_000;
const AFTER_FAILURE_MS = 10 * 60_000;
/** Events are looked for from before the last comparison. */
const OVERLAP_MS = 60 * 60_000;

/** Compares everything with Stripe once an hour, and when a drive is due to be final; null when it is not time. */
export async function reconcileWhenDue(ctx: Ctx): Promise<Reconciled | null> {
  const now = ctx.clock.now();
  const [state] = await ctx.db.select().from(installation);
  const [last] = await ctx.db
    .select()
    .from(reconcileRuns)
    .where(eq(reconcileRuns.dryRun, false))
    .orderBy(desc(reconcileRuns.startedAt))
    .limit(1);
  if (!state || !(await isDue(ctx, last, state.createdAt, now))) return null;
  const since = state.verifiedAt ? new Date(state.verifiedAt.getTime() - OVERLAP_MS) : undefined;
  return reconcile(ctx, {
    trigger: "schedule",
    dryRun: false,
    ...(since ? { eventsSince: since } : {}),
    print: (line) => ctx.log.debug({}, line),
  });
}

async function isDue(
  ctx: Ctx,
  last: typeof reconcileRuns.$inferSelect | undefined,
  createdAt: Date,
  now: Date,
): Promise<boolean> {
  const since = (at: Date) => now.getTime() - at.getTime();
  if (!last) return since(createdAt) >= EVERY_MS;
  if (since(last.startedAt) >= EVERY_MS) return true;
  if (last.error !== null) return since(last.startedAt) >= AFTER_FAILURE_MS;
  const ended = await ctx.db
    .select()
    .from(drives)
    .where(and(eq(drives.published, true), isNull(drives.finalisedAt)));
  return ended.some((drive) => isDueToBeFinal(drive, now) && !isDueToBeFinal(drive, last.startedAt));
}
