import { desc, eq } from "drizzle-orm";
import { installation, stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyEvents } from "./apply-events";
import { type ParsedEvent, parseStripeEvent } from "./parse-stripe-event";

const OVERLAP_MS = 10 * 60_000;
/** Stripe lists no further back. */
const REACH_MS = 30 * 86_400_000;
const BATCH = 50;

/**
 * Fetches the events that were missed while nothing was listening, from the last one received minus ten minutes,
 * oldest first, and applies them; those already in the inbox change nothing. Gives how many were listed.
 */
export async function catchUp(ctx: Ctx): Promise<{ events: number }> {
  const [state] = await ctx.db.select().from(installation);
  const now = ctx.clock.now();
  const [last] = await ctx.db
    .select({ created: stripeEvents.created })
    .from(stripeEvents)
    .orderBy(desc(stripeEvents.receivedAt))
    .limit(1);
  const known = Math.max(state?.caughtUpTo?.getTime() ?? 0, last?.created.getTime() ?? 0) || now.getTime();
  const from = Math.max(known - OVERLAP_MS, now.getTime() - REACH_MS);
  const listed: ParsedEvent[] = [];
  for await (const event of ctx.stripe.events.list({
    limit: 100,
    created: { gte: Math.floor(from / 1000) },
  })) {
    listed.push(parseStripeEvent(event, ctx.settings.emailHashKey));
  }
  listed.reverse();
  for (let i = 0; i < listed.length; i += BATCH) await applyEvents(ctx, listed.slice(i, i + BATCH));
  await ctx.db.update(installation).set({ caughtUpTo: now }).where(eq(installation.id, 1));
  return { events: listed.length };
}
