import { and, eq, gte, isNotNull, like, lte, max, notExists, sql } from "drizzle-orm";
import { checkouts, stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";

const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * How many paid Checkouts of the last day a welcome had to read from Stripe without any event of theirs arriving
 * within a minute. One that was fetched since is heard of.
 */
export async function countUnheard(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now().getTime();
  const since = new Date(now - DAY_MS);
  const told = ctx.db
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(
      and(
        // A session is paid within a day of its making, and told of since.
        gte(stripeEvents.receivedAt, new Date(now - 2 * DAY_MS)),
        like(stripeEvents.type, "checkout.session.%"),
        eq(sql`${stripeEvents.payload} #>> '{object,id}'`, checkouts.id),
      ),
    );
  return ctx.db.$count(
    checkouts,
    and(
      gte(checkouts.welcomedAt, since),
      lte(checkouts.welcomedAt, new Date(now - PATIENCE_MS)),
      notExists(told),
    ),
  );
}

/** The same where a welcome came after the last webhook, and 0 at once where webhooks arrive. */
export async function countUnheardSince(ctx: Ctx, heardAt: Date | null): Promise<number> {
  const [newest] = await ctx.db
    .select({ at: max(checkouts.welcomedAt) })
    .from(checkouts)
    .where(isNotNull(checkouts.welcomedAt));
  if (!newest?.at || (heardAt && newest.at <= heardAt)) return 0;
  return countUnheard(ctx);
}
