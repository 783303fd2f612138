import { getTableName, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { isAnyFrom, isAnyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { checkouts, invoices, members, passes, payments, stripeCustomers, subscriptions } from "@/db/schema";
import { together } from "@/db/together";
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
  const [morePayments, passRows] = await together([
    select(tx, payments, [[payments.invoiceId, paidFor]]),
    select(tx, passes, [
      [passes.id, named.passes],
      [passes.paymentIntentId, named.payments],
    ]),
  ]);
  for (const row of passRows) nameThePeopleOf(named, row);

  const customerRows = await customersConcerned(tx, named);
  for (const row of customerRows) {
    if (row.checkoutEmailHash) named.emailHashes.add(row.checkoutEmailHash);
    named.members.add(row.memberId);
  }
  const [memberRows, subscriptionRows, checkoutRows] = await together([
    select(tx, members, [
      [members.id, named.members],
      [members.emailHash, named.emailHashes],
    ]),
    select(tx, subscriptions, [[subscriptions.customerId, new Set(customerRows.map((row) => row.id))]]),
    select(tx, checkouts, [
      [checkouts.id, named.checkouts],
      [checkouts.subscriptionId, named.subscriptions],
    ]),
  ]);
  const memberIds = new Set(memberRows.map((row) => row.id));
  const morePasses = await select(tx, passes, [[passes.memberId, memberIds]]);
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

/** Every customer of every person the names lead to. */
async function customersConcerned(tx: Tx, named: Named): Promise<(typeof stripeCustomers.$inferSelect)[]> {
  const { id, memberId, checkoutEmailHash } = stripeCustomers;
  const people: SQL[] = [];
  const add = (condition: SQL) =>
    people.push(sql`select ${memberId} from ${stripeCustomers} where ${condition}`);
  const addByEmail = (condition: SQL) =>
    people.push(sql`select ${members.id} from ${members} where ${condition}`);
  if (named.customers.size > 0) {
    const isNamed = isAnyOf(id, named.customers);
    add(isNamed);
    // Without an e-mail of its own a customer goes by the one it typed at Checkout: whose is that?
    const typed = sql`select ${checkoutEmailHash} from ${stripeCustomers} where ${isNamed}`;
    addByEmail(isAnyFrom(members.emailHash, typed));
  }
  if (named.subscriptions.size > 0) {
    const isNamed = isAnyOf(subscriptions.id, named.subscriptions);
    const owners = sql`select ${subscriptions.customerId} from ${subscriptions} where ${isNamed}`;
    add(isAnyFrom(id, owners));
  }
  if (named.members.size > 0) add(isAnyOf(memberId, named.members));
  if (named.emailHashes.size > 0) addByEmail(isAnyOf(members.emailHash, named.emailHashes));
  if (people.length === 0) return [];
  return tx
    .select()
    .from(stripeCustomers)
    .where(isAnyFrom(memberId, sql.join(people, sql` union `)))
    .prepare("customers_concerned")
    .execute();
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
  const conditions = wanted.flatMap(([column, values]) => (values.size > 0 ? isAnyOf(column, values) : []));
  if (conditions.length === 0) return [];
  return (await tx
    .select()
    .from(table as Table)
    .where(or(...conditions))
    .prepare(`${getTableName(table)}_named`)
    .execute()) as T["$inferSelect"][];
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
