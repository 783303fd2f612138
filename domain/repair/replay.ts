import { eq, inArray, sql } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyFacts, type Outcome } from "@/domain/membership/apply-facts";
import { type ParsedEvent, parseStripeEvent } from "@/domain/membership/parse-stripe-event";

type StoredEvent = typeof stripeEvents.$inferSelect;

/** What became of a stored event when it was applied again. */
export interface Replayed {
  id: string;
  type: string;
  before: StoredEvent["outcome"];
  outcome: Outcome;
  error: string | null;
}

/** Applies stored events again, oldest first: one by its id, or all that failed. */
export async function replay(
  ctx: Ctx,
  which: { id: string } | { failed: true },
  tell: (done: number, of: number) => void = () => {},
): Promise<Replayed[]> {
  const rows = await ctx.db
    .select()
    .from(stripeEvents)
    .where("id" in which ? eq(stripeEvents.id, which.id) : eq(stripeEvents.outcome, "failed"))
    .orderBy(stripeEvents.created, stripeEvents.id);
  const replayed: Replayed[] = [];
  for (const row of rows) {
    replayed.push(await replayOne(ctx, row));
    tell(replayed.length, rows.length);
  }
  return replayed;
}

async function replayOne(ctx: Ctx, row: StoredEvent): Promise<Replayed> {
  const event = await readAgain(ctx, row);
  const { outcomes } = await applyFacts(ctx, [{ event, again: true }]);
  const outcome = outcomes[0] ?? "failed";
  await ctx.db
    .update(stripeEvents)
    .set({ attempts: sql`${stripeEvents.attempts} + 1`, ...(event.error ? { error: event.error } : {}) })
    .where(inArray(stripeEvents.id, [row.id]));
  return { id: row.id, type: row.type, before: row.outcome, outcome, error: event.error };
}

/** From what is stored; where that cannot be read, as Stripe still lists it. */
async function readAgain(ctx: Ctx, row: StoredEvent): Promise<ParsedEvent> {
  const stored = parseStripeEvent(
    {
      id: row.id,
      type: row.type,
      created: row.created.toISOString(),
      api_version: row.apiVersion,
      livemode: row.livemode,
      account: row.account,
      // A thin event was stored without an object.
      ...(isObject(row.payload) ? { data: row.payload } : {}),
    },
    ctx.settings.emailHashKey,
  );
  if (!stored.error) return stored;
  try {
    return parseStripeEvent(await ctx.stripe.events.retrieve(row.id), ctx.settings.emailHashKey);
  } catch (error) {
    ctx.log.warn({ err: error, event: row.id }, "a failed event could not be read from Stripe either");
    return stored;
  }
}

function isObject(payload: unknown): boolean {
  return typeof payload === "object" && payload !== null && "object" in payload;
}
