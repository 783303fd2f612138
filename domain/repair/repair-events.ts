import { inArray } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyEvents } from "@/domain/membership/apply-events";
import { type ParsedEvent, parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { readEvents } from "./read-account";

/** Stripe lists no further back. */
export const EVENTS_REACH_MS = 30 * 86_400_000;
const BATCH = 50;

/** What Stripe sent, or tried to, that is not in the inbox. */
export interface MissingEvents {
  listed: number;
  /** Oldest first. */
  missing: ParsedEvent[];
  /** Stripe's own time of the first answer. */
  at: Date | null;
}

/** Lists the events since a time and finds those that never arrived. */
export async function findMissingEvents(
  ctx: Ctx,
  since: Date,
  tell: (listed: number) => void = () => {},
): Promise<MissingEvents> {
  const found: MissingEvents = { listed: 0, missing: [], at: null };
  for await (const page of readEvents(ctx, since)) {
    found.at ??= page.at;
    found.listed += page.data.length;
    const ids = page.data.map((event) => event.id);
    const known = new Set(
      (
        await ctx.db.select({ id: stripeEvents.id }).from(stripeEvents).where(inArray(stripeEvents.id, ids))
      ).map(({ id }) => id),
    );
    for (const event of page.data) {
      if (!known.has(event.id)) found.missing.push(parseStripeEvent(event, ctx.settings.emailHashKey));
    }
    tell(found.listed);
  }
  found.missing.reverse();
  return found;
}

/** Applies events that were fetched, oldest first, as if they had just arrived. */
export async function applyMissing(ctx: Ctx, missing: readonly ParsedEvent[]): Promise<void> {
  for (let i = 0; i < missing.length; i += BATCH)
    await applyEvents(ctx, missing.slice(i, i + BATCH), { fetched: true });
}
