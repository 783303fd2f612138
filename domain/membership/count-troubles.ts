import { eq, sql } from "drizzle-orm";
import { stripeEvents, unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";

/** How many subjects Stripe must still settle, and how many stored events could not be applied. */
export async function countTroubles(ctx: Ctx): Promise<{ unsettled: number; failed: number }> {
  const n = sql<number>`count(*)::int`;
  const [[waiting], [failed]] = await Promise.all([
    ctx.db.select({ n }).from(unsettled),
    ctx.db.select({ n }).from(stripeEvents).where(eq(stripeEvents.outcome, "failed")),
  ]);
  return { unsettled: waiting?.n ?? 0, failed: failed?.n ?? 0 };
}
