import { eq, inArray, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { checkouts, invoices, members, passes, payments, stripeCustomers, subscriptions } from "@/db/schema";
import type { Fact } from "./facts";
import { WorkingSet } from "./working-set";

/** Ids that facts name, by what they are. */
interface Named {
  customers: Set<string>;
  subscriptions: Set<string>;
  invoices: Set<string>;
  payments: Set<string>;
  checkouts: Set<string>;
  passes: Set<string>;
  emailHashes: Set<string>;
  members: Set<string>;
}

/**
 * Reads every row that the facts name, and every row that decides about the people they concern. A handful of
 * statements whatever the number of facts. The caller holds the installation's lock, so nothing moves meanwhile.
 */
export async function loadAffected(
  tx: Tx,
  facts: readonly Fact[],
  also: { subscriptionIds?: readonly string[]; passIds?: readonly string[] } = {},
): Promise<WorkingSet> {
  const named = namesIn(facts);
  for (const id of also.subscriptionIds ?? []) named.subscriptions.add(id);
  for (const id of also.passIds ?? []) named.passes.add(id);

  const paymentRows = await select(tx, payments, [
    [payments.id, named.payments],
    [payments.chargeId, named.payments],
    [payments.invoiceId, named.invoices],
  ]);
  const asked = new Set(named.invoices);
  for (const row of paymentRows) if (row.invoiceId) named.invoices.add(row.invoiceId);

  const invoiceRows = await select(tx, invoices, [
    [invoices.id, named.invoices],
    [invoices.subscriptionId, named.subscriptions],
  ]);
  for (const row of invoiceRows) if (row.subscriptionId) named.subscriptions.add(row.subscriptionId);
  const paidFor = new Set(invoiceRows.map((row) => row.id).filter((id) => !asked.has(id)));
  const morePayments = await select(tx, payments, [[payments.invoiceId, paidFor]]);

  const passRows = await select(tx, passes, [
    [passes.id, named.passes],
    [passes.paymentIntentId, named.payments],
  ]);
  for (const row of passRows) nameThePeopleOf(named, row);
  const customerRows = await customersConcerned(tx, named);
  for (const row of customerRows) if (row.checkoutEmailHash) named.emailHashes.add(row.checkoutEmailHash);
  const memberRows = await select(tx, members, [
    [
      members.id,
      union(
        named.members,
        customerRows.map((row) => row.memberId),
      ),
    ],
    [members.emailHash, named.emailHashes],
  ]);
  const memberIds = new Set(memberRows.map((row) => row.id));
  const morePasses = await select(tx, passes, [[passes.memberId, memberIds]]);
  const subscriptionRows = await select(tx, subscriptions, [
    [subscriptions.customerId, new Set(customerRows.map((row) => row.id))],
  ]);
  const checkoutRows = await select(tx, checkouts, [
    [checkouts.id, named.checkouts],
    [checkouts.subscriptionId, named.subscriptions],
  ]);
  return new WorkingSet({
    members: memberRows,
    customers: customerRows,
    subscriptions: subscriptionRows,
    invoices: invoiceRows,
    payments: [...paymentRows, ...morePayments],
    checkouts: checkoutRows,
    passes: [...passRows, ...morePasses],
  });
}

/** A gift concerns who it counts, its recipient and its buyer alike. */
function nameThePeopleOf(named: Named, pass: typeof passes.$inferSelect): void {
  if (pass.memberId) named.members.add(pass.memberId);
  if (pass.recipientHash) named.emailHashes.add(pass.recipientHash);
  if (pass.customerId) named.customers.add(pass.customerId);
}

function union(one: ReadonlySet<string>, others: readonly string[]): ReadonlySet<string> {
  return new Set([...one, ...others]);
}

/** Every customer of every person the names lead to. */
async function customersConcerned(tx: Tx, named: Named): Promise<(typeof stripeCustomers.$inferSelect)[]> {
  const people: SQL[] = [];
  if (named.customers.size > 0) {
    const own = tx
      .select({ id: stripeCustomers.memberId })
      .from(stripeCustomers)
      .where(inArray(stripeCustomers.id, [...named.customers]));
    people.push(inArray(stripeCustomers.memberId, own));
    // Without an e-mail of its own a customer goes by the one it typed at Checkout: whose is that?
    const typed = tx
      .select({ hash: stripeCustomers.checkoutEmailHash })
      .from(stripeCustomers)
      .where(inArray(stripeCustomers.id, [...named.customers]));
    const sharing = tx.select({ id: members.id }).from(members).where(inArray(members.emailHash, typed));
    people.push(inArray(stripeCustomers.memberId, sharing));
  }
  if (named.members.size > 0) people.push(inArray(stripeCustomers.memberId, [...named.members]));
  if (named.subscriptions.size > 0) {
    const owners = tx
      .select({ id: stripeCustomers.memberId })
      .from(subscriptions)
      .innerJoin(stripeCustomers, eq(stripeCustomers.id, subscriptions.customerId))
      .where(inArray(subscriptions.id, [...named.subscriptions]));
    people.push(inArray(stripeCustomers.memberId, owners));
  }
  if (named.emailHashes.size > 0) {
    const sharing = tx
      .select({ id: members.id })
      .from(members)
      .where(inArray(members.emailHash, [...named.emailHashes]));
    people.push(inArray(stripeCustomers.memberId, sharing));
  }
  return people.length === 0
    ? []
    : tx
        .select()
        .from(stripeCustomers)
        .where(or(...people));
}

type Table =
  | typeof members
  | typeof stripeCustomers
  | typeof subscriptions
  | typeof invoices
  | typeof payments
  | typeof passes
  | typeof checkouts;

async function select<T extends Table>(
  tx: Tx,
  table: T,
  wanted: readonly (readonly [PgColumn, ReadonlySet<string>])[],
): Promise<T["$inferSelect"][]> {
  const conditions = wanted.flatMap(([column, values]) =>
    values.size > 0 ? inArray(column, [...values]) : [],
  );
  if (conditions.length === 0) return [];
  return (await tx
    .select()
    .from(table as Table)
    .where(or(...conditions))) as T["$inferSelect"][];
}

function namesIn(facts: readonly Fact[]): Named {
  const named: Named = {
    customers: new Set(),
    subscriptions: new Set(),
    invoices: new Set(),
    payments: new Set(),
    checkouts: new Set(),
    passes: new Set(),
    emailHashes: new Set(),
    members: new Set(),
  };
  for (const fact of facts) collect(named, fact);
  return named;
}

function collect(named: Named, fact: Fact): void {
  const add = (set: Set<string>, value: string | null) => value && set.add(value);
  switch (fact.kind) {
    case "subscription":
      named.subscriptions.add(fact.state.id);
      named.customers.add(fact.state.customerId);
      return;
    case "customer":
      named.customers.add(fact.customerId);
      add(named.emailHashes, fact.emailHash);
      return;
    case "checkout":
      named.checkouts.add(fact.sessionId);
      add(named.customers, fact.customerId);
      add(named.subscriptions, fact.subscriptionId);
      add(named.emailHashes, fact.emailHash);
      if (!fact.pass) return;
      named.passes.add(fact.pass.id);
      add(named.payments, fact.paymentIntentId);
      add(named.emailHashes, fact.pass.recipientHash);
      return;
    case "invoice":
      named.invoices.add(fact.invoiceId);
      add(named.subscriptions, fact.subscriptionId);
      add(named.payments, fact.paymentIntentId);
      add(named.payments, fact.chargeId);
      return;
    case "invoice_payment":
      named.invoices.add(fact.invoiceId);
      named.payments.add(fact.paymentIntentId);
      return;
    case "refund":
    case "dispute":
      add(named.payments, fact.paymentIntentId);
      add(named.payments, fact.chargeId);
      return;
    case "catalogue":
      return;
  }
}
