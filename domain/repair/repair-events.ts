import { inArray } from "drizzle-orm";
import type Stripe from "stripe";
import { stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyEvents } from "@/domain/membership/apply-events";
import { type ParsedEvent, parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { type Page, readEvents, readUndelivered } from "./read-account";

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
  return missingOf(ctx, readEvents(ctx, since), tell);
}

/** Lists what Stripe could not deliver and finds what never arrived in another way. */
export async function findUndelivered(ctx: Ctx): Promise<MissingEvents> {
  return missingOf(ctx, readUndelivered(ctx), () => {});
}

async function missingOf(
  ctx: Ctx,
  pages: AsyncGenerator<Page<Stripe.Event>>,
  tell: (listed: number) => void,
): Promise<MissingEvents> {
  const found: MissingEvents = { listed: 0, missing: [], at: null };
  for await (const page of pages) {
    found.at ??= page.at;
    found.listed += page.data.length;
    const ids = page.data.map((event) => event.id);
    const known = await knownOf(ctx, ids);
    for (const event of page.data) {
      if (!known.has(event.id)) found.missing.push(parseStripeEvent(event, ctx.settings.emailHashKey));
    }
    tell(found.listed);
  }
  found.missing.reverse();
  return found;
}

/** Which of these events are in the inbox. */
export async function knownOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(inArray(stripeEvents.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
}

/** Applies events that were fetched, oldest first, as if they had just arrived. */
export async function applyMissing(ctx: Ctx, missing: readonly ParsedEvent[]): Promise<void> {
  for (let i = 0; i < missing.length; i += BATCH)
    await applyEvents(ctx, missing.slice(i, i + BATCH), { fetched: true });
}
