import type { Ctx } from "@/domain/context";
import { knownOf } from "./repair-events";

const LISTED = 100;
const PATIENCE_MS = 2_500;

/** What Stripe says it could not deliver. */
export interface Undelivered {
  /** Events Stripe could not deliver to every endpoint, `more` where they do not fit one page. */
  count: number;
  more: boolean;
  /** Of those, what did not reach us in another way. */
  missing: number;
}

/** Asks Stripe, briefly, what it could not deliver; null when it does not answer in time. */
export async function readUndeliveredCount(ctx: Ctx): Promise<Undelivered | null> {
  try {
    const { data, has_more } = await ctx.stripe.events.list(
      { limit: LISTED, delivery_success: false },
      { timeout: PATIENCE_MS, maxNetworkRetries: 0 },
    );
    const ids = data.map(({ id }) => id);
    const known = await knownOf(ctx, ids);
    return { count: ids.length, more: has_more, missing: ids.filter((id) => !known.has(id)).length };
  } catch (error) {
    ctx.log.warn({ err: error }, "Stripe did not say what it could not deliver");
    return null;
  }
}
