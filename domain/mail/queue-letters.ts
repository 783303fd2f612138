import { and, eq, inArray, lt, notExists } from "drizzle-orm";
import { giftOrders, letters, passes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { newId } from "@/domain/new-id";

const GIFTS_A_ROUND = 100;
/** A Checkout can be paid for a day; a payment may take some days to arrive. */
const UNPAID_KEPT_MS = 14 * 86_400_000;

/** Queues the letters of gifts that were paid for: the card on the gift's first day, the buyer's copy at once. */
export async function queueLetters(ctx: Ctx): Promise<void> {
  const paid = await ctx.db
    .select({ order: giftOrders, startsAt: passes.startsAt, moneyBack: passes.moneyBack })
    .from(giftOrders)
    .innerJoin(passes, eq(passes.id, giftOrders.id))
    .where(eq(giftOrders.lettered, false))
    .limit(GIFTS_A_ROUND);
  if (paid.length === 0) return;
  const now = ctx.clock.now();
  const rows = paid.flatMap(({ order, startsAt, moneyBack }): (typeof letters.$inferInsert)[] => {
    if (moneyBack) return [];
    const common = { subjectId: order.id, locale: order.locale };
    const receipt = { ...common, id: newId(), kind: "gift_receipt" as const, dueAt: now };
    if (!order.recipientSealed) return [receipt];
    const card = { ...common, id: newId(), kind: "gift" as const, toSealed: order.recipientSealed };
    return [receipt, { ...card, dueAt: startsAt }];
  });
  await ctx.db.transaction(async (tx) => {
    // Two instances may queue at once; a letter is there once.
    if (rows.length > 0) await tx.insert(letters).values(rows).onConflictDoNothing();
    const ids = paid.map(({ order }) => order.id);
    await tx
      .update(giftOrders)
      .set({ lettered: true, recipientSealed: null })
      .where(inArray(giftOrders.id, ids));
  });
}

/** Forgets orders that nobody paid for. */
export async function dropUnpaidOrders(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - UNPAID_KEPT_MS);
  const paid = ctx.db.select({ id: passes.id }).from(passes).where(eq(passes.id, giftOrders.id));
  await ctx.db
    .delete(giftOrders)
    .where(and(eq(giftOrders.lettered, false), lt(giftOrders.orderedAt, before), notExists(paid)));
}
