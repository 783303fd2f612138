import { randomBytes } from "node:crypto";
import { eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { giftOrders, letters, members, passes, stripeCustomers, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { lockInstallation } from "@/domain/drive/commit-progress";
import { DomainError } from "@/domain/errors";
import { unseal } from "@/domain/seal";
import { applyFacts } from "./apply-facts";
import { answeredAt, askSubscription } from "./ask-stripe";
import { hashEmail } from "./email-hash";
import { erasePeople } from "./erase-people";
import type { Origin } from "./facts";

/** Where somebody was found, by ids that say nothing about them. */
interface Traces {
  emailHash: string | null;
  customerIds: string[];
}

/** What was erased: opaque ids and numbers. */
export interface Erased {
  customers: string[];
  gifts: number;
  lists: number;
}

const ORIGIN: Origin = { kind: "fetch", cause: "settle" };

/**
 * Removes a person, by e-mail address or Stripe customer, from every table: what pays for them at Stripe first, because
 * its next event would tell us of them again. Throws person_not_found, conflict where Stripe has them still and
 * `deleteInStripe` is not set, counter_only where the key may not delete, stripe_unavailable.
 */
export async function erasePerson(
  ctx: Ctx,
  { who, deleteInStripe }: { who: string; deleteInStripe: boolean },
  record: (tx: Db, erased: Erased) => Promise<void>,
): Promise<Erased> {
  const traces = await find(ctx, who);
  for (const id of traces.customerIds) await endAtStripe(ctx, id, deleteInStripe);
  const erased = await ctx.db.transaction(async (tx) => {
    // A commit under way would write back what it read before.
    await lockInstallation(tx);
    const inside = { ...ctx, db: tx };
    const rest = traces.emailHash
      ? await eraseAddress(inside, traces.emailHash)
      : { gifts: 0, lists: 0, members: 0 };
    if (traces.customerIds.length === 0 && rest.gifts + rest.lists + rest.members === 0)
      throw new DomainError("person_not_found", "Nobody here is known by that.");
    const done = { customers: traces.customerIds, gifts: rest.gifts, lists: rest.lists };
    await record(tx, done);
    return done;
  });
  while ((await erasePeople(ctx)) > 0);
  return erased;
}

async function find(ctx: Ctx, who: string): Promise<Traces> {
  if (who.includes("@")) {
    const emailHash = hashEmail(who, ctx.settings.emailHashKey);
    return { emailHash, customerIds: await customersOf(ctx, emailHash) };
  }
  const [customer] = await ctx.db.select().from(stripeCustomers).where(eq(stripeCustomers.id, who));
  if (!customer) throw new DomainError("person_not_found", "Nobody here is known by that.");
  const emailHash = customer.emailHash ?? customer.checkoutEmailHash;
  return { emailHash, customerIds: [...new Set([who, ...(await customersOf(ctx, emailHash))])] };
}

async function customersOf(ctx: Ctx, emailHash: string | null): Promise<string[]> {
  if (!emailHash) return [];
  const member = ctx.db.select({ id: members.id }).from(members).where(eq(members.emailHash, emailHash));
  const rows = await ctx.db
    .select({ id: stripeCustomers.id })
    .from(stripeCustomers)
    .where(or(eq(stripeCustomers.emailHash, emailHash), inArray(stripeCustomers.memberId, member)));
  return rows.map(({ id }) => id);
}

/** Deletes the customer at Stripe where that was asked for, and takes what follows from it without waiting for events. */
async function endAtStripe(ctx: Ctx, customerId: string, mayDelete: boolean): Promise<void> {
  const at = await deletedAt(ctx, customerId, mayDelete);
  const paid = await ctx.db
    .select({ id: subscriptions.id, status: subscriptions.status })
    .from(subscriptions)
    .where(eq(subscriptions.customerId, customerId));
  const open = paid.filter(({ status }) => status !== "canceled" && status !== "incomplete_expired");
  // Where one cannot be read, its event says the same a little later.
  const facts = await Promise.all(open.map(({ id }) => askSubscription(ctx, id, ORIGIN).catch(() => [])));
  const gone = { kind: "customer" as const, origin: ORIGIN, at, customerId, emailHash: null, country: null };
  await applyFacts(ctx, [{ facts: [...facts.flat(), { ...gone, deleted: true }] }]);
}

async function deletedAt(ctx: Ctx, customerId: string, mayDelete: boolean): Promise<Date> {
  try {
    const customer = await ctx.stripe.customers.retrieve(customerId);
    if (customer.deleted) return answeredAt(customer);
    if (!mayDelete)
      throw new DomainError(
        "conflict",
        "Stripe still has this person, and would tell us of them again. Delete them there, or tick that we do; their membership then ends at once.",
      );
    return answeredAt(await ctx.stripe.customers.del(customerId));
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    const { code, statusCode } = cause as { code?: unknown; statusCode?: unknown };
    if (code === "resource_missing") return ctx.clock.now();
    throw statusCode === 403
      ? new DomainError(
          "counter_only",
          "This key may not delete at Stripe. Delete them in its dashboard first.",
          {
            cause,
          },
        )
      : new DomainError("stripe_unavailable", "Stripe does not answer just now. Please try again.", {
          cause,
        });
  }
}

/** What is known by the address alone: gifts to it, lists it is on, the person of a gift, stored events. */
async function eraseAddress(ctx: Ctx, emailHash: string) {
  const { db } = ctx;
  // Somebody nobody can name stands in their place, so that no number moves.
  const nobody = randomBytes(32).toString("hex");
  const given = await db
    .update(passes)
    .set({ recipientHash: null })
    .where(eq(passes.recipientHash, emailHash))
    .returning({ id: passes.id });
  const orders = [...given.map(({ id }) => id), ...(await unpaidOrdersFor(ctx, emailHash))];
  if (orders.length > 0) {
    await db
      .update(giftOrders)
      .set({ recipientSealed: null, cardSealed: null })
      .where(inArray(giftOrders.id, orders));
    await db
      .update(letters)
      .set({ toSealed: null, state: "failed", lastError: "the recipient was erased" })
      .where(
        sql`${inArray(letters.subjectId, orders)} and ${letters.kind} = 'gift' and ${letters.state} = 'queued'`,
      );
  }
  const alone = await db
    .update(members)
    .set({ emailHash: null, country: null, erasedAt: ctx.clock.now() })
    .where(eq(members.emailHash, emailHash))
    .returning({ id: members.id });
  await db
    .update(stripeCustomers)
    .set({ checkoutEmailHash: null, checkoutEmailAt: null })
    .where(eq(stripeCustomers.checkoutEmailHash, emailHash));
  const lists = rowsOf(
    await db.execute(
      sql`update source_emails set email_hash = ${nobody} where email_hash = ${emailHash} returning record_id`,
    ),
  );
  await db.execute(sql`update source_drafts set email_hashes = array_replace(email_hashes, ${emailHash}, ${nobody})
    where ${emailHash} = any(email_hashes)`);
  for (const [table, column] of [
    ["stripe_events", "payload"],
    ["import_pages", "facts"],
  ] as const) {
    const [name, held] = [sql.identifier(table), sql.identifier(column)];
    await db.execute(sql`update ${name} set ${held} = replace(${held}::text, ${emailHash}, ${nobody})::jsonb
      where position(${emailHash} in ${held}::text) > 0`);
  }
  return { gifts: orders.length, lists: lists.length, members: alone.length };
}

/** Of gifts that are not paid for the address is known only sealed. */
async function unpaidOrdersFor(ctx: Ctx, emailHash: string): Promise<string[]> {
  const { emailHashKey } = ctx.settings;
  const sealed = await ctx.db
    .select({ id: giftOrders.id, recipient: giftOrders.recipientSealed })
    .from(giftOrders)
    .where(isNotNull(giftOrders.recipientSealed));
  return sealed
    .filter(
      ({ recipient }) => recipient && hashEmail(unseal(recipient, emailHashKey), emailHashKey) === emailHash,
    )
    .map(({ id }) => id);
}
