import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { checkouts, giftOrders, members, passes, stripeCustomers, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";

const PEOPLE_A_ROUND = 50;

/**
 * Removes what is left of people whose customer was deleted in Stripe: country, where they joined from, names on gifts,
 * and everything personal in stored events. What remains are opaque ids, and ledger rows of a person without a name.
 */
export async function erasePeople(ctx: Ctx): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const due = await tx
      .select({ id: stripeCustomers.id, memberId: stripeCustomers.memberId })
      .from(stripeCustomers)
      .where(and(eq(stripeCustomers.deleted, true), isNull(stripeCustomers.erasedAt)))
      .limit(PEOPLE_A_ROUND);
    if (due.length === 0) return 0;
    const ids = due.map(({ id }) => id);
    await tx
      .update(stripeCustomers)
      .set({
        erasedAt: ctx.clock.now(),
        emailHash: null,
        checkoutEmailHash: null,
        checkoutEmailAt: null,
        country: null,
      })
      .where(inArray(stripeCustomers.id, ids));
    await tx
      .update(members)
      .set({ country: null })
      .where(
        inArray(
          members.id,
          due.map(({ memberId }) => memberId),
        ),
      );
    await tx.update(subscriptions).set({ attribution: null }).where(inArray(subscriptions.customerId, ids));
    await tx.update(checkouts).set({ attribution: null }).where(inArray(checkouts.customerId, ids));
    await eraseGifts(tx, ids);
    await eraseEvents(tx, ids);
    return due.length;
  });
}

/** The gift stays its recipient's; what the buyer wrote on it goes. */
async function eraseGifts(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const bought = tx
    .select({ id: passes.id })
    .from(passes)
    .where(inArray(passes.customerId, [...customerIds]));
  await tx.update(giftOrders).set({ cardSealed: null }).where(inArray(giftOrders.id, bought));
  await tx
    .update(passes)
    .set({ attribution: null })
    .where(inArray(passes.customerId, [...customerIds]));
}

/** Parts of a stored event that are about the person; states and amounts of opaque ids stay for a replay. */
const PERSONAL = [
  "email_hash",
  "customer_email_hash",
  "customer_details",
  "address",
  "metadata",
  "parent,subscription_details,metadata",
  "subscription_details,metadata",
].flatMap((path) => [`{object,${path}}`, `{previous_attributes,${path}}`]);

async function eraseEvents(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const ids = sql.join(
    customerIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const stripped = PERSONAL.reduce((payload, path) => sql`${payload} #- ${path}::text[]`, sql`payload`);
  await tx.execute(sql`
    update stripe_events set payload = ${stripped}
    where payload #>> '{object,id}' in (${ids}) or payload #>> '{object,customer}' in (${ids})`);
}
