import { desc, eq } from "drizzle-orm";
import { installation, stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyMissing, EVENTS_REACH_MS, findMissingEvents } from "@/domain/repair/repair-events";

const OVERLAP_MS = 10 * 60_000;

/** What catching up brought. */
export interface CaughtUp {
  /** Listed by Stripe, and of them those that had never arrived. */
  events: number;
  applied: number;
  /** Nothing was heard for longer than Stripe lists events: only a comparison can tell what happened meanwhile. */
  isBeyondReach: boolean;
}

/**
 * Fetches the events that were missed while nothing was listening, from the last one received minus ten minutes,
 * and applies those that never arrived, oldest first.
 */
export async function catchUp(ctx: Ctx): Promise<CaughtUp> {
  const now = ctx.clock.now().getTime();
  const known = await lastHeard(ctx);
  const from = Math.max((known ?? now) - OVERLAP_MS, now - EVENTS_REACH_MS);
  const { listed, missing, at } = await findMissingEvents(ctx, new Date(from));
  await applyMissing(ctx, missing);
  // By Stripe's clock: ours may be ahead of it.
  if (at) await ctx.db.update(installation).set({ caughtUpTo: at }).where(eq(installation.id, 1));
  const isBeyondReach = known !== null && known < now - EVENTS_REACH_MS;
  return { events: listed, applied: missing.length, isBeyondReach };
}

/** Up to when everything was received or fetched; null before anything ever was. */
async function lastHeard(ctx: Ctx): Promise<number | null> {
  const [state] = await ctx.db.select({ at: installation.caughtUpTo }).from(installation);
  const [last] = await ctx.db
    .select({ created: stripeEvents.created })
    .from(stripeEvents)
    .orderBy(desc(stripeEvents.receivedAt))
    .limit(1);
  return Math.max(state?.at?.getTime() ?? 0, last?.created.getTime() ?? 0) || null;
}
