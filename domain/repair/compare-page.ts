import { inArray } from "drizzle-orm";
import type Stripe from "stripe";
import { installation, stripeCustomers, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { decideSubscription } from "@/domain/membership/counting-policy";
import type { Fact, InvoiceFact, Origin } from "@/domain/membership/facts";
import { tellLateness } from "@/domain/membership/tell-lateness";
import type { SubscriptionRow } from "@/domain/membership/working-set";
import { factsOf } from "./account-facts";
import { compareCustomer, compareSubscription, missesLateness, missesPayment } from "./compare";
import { type Page, patiently } from "./read-account";
import type { Difference } from "./record-run";

/** A listed subscription that is not as we hold it, with the facts that put it right. */
export interface Found {
  difference: Omit<Difference, "repaired">;
  facts: Fact[];
}

export interface Comparison {
  ctx: Ctx;
  origin: Origin;
  membershipProducts: ReadonlySet<string>;
  /** Until existing members were imported, subscriptions from before this moment are not missing. */
  importedBefore: Date | null;
  /** Customers whose rows contradict each other: theirs are decided anew even where Stripe agrees. */
  suspects: ReadonlySet<string>;
}

/** Compares a page of Stripe's list with what is held. */
export async function comparePage(by: Comparison, page: Page<Stripe.Subscription>): Promise<Found[]> {
  const { ctx } = by;
  const ids = page.data.map((each) => each.id);
  if (ids.length === 0) return [];
  const customerIds = page.data.map((each) => idOf(each.customer));
  const [rows, customers] = await Promise.all([
    ctx.db.select().from(subscriptions).where(inArray(subscriptions.id, ids)),
    ctx.db.select().from(stripeCustomers).where(inArray(stripeCustomers.id, customerIds)),
  ]);
  const held = new Map(rows.map((row) => [row.id, row]));
  const people = new Map(customers.map((row) => [row.id, row]));
  const found: Found[] = [];
  for (const subscription of page.data) {
    const row = held.get(subscription.id);
    const facts = await told(ctx, row, factsOf(ctx, subscription, by.origin, page.at));
    const difference = row
      ? differenceOf(by, row, facts, page.at)
      : missing(by, subscription.id, new Date(subscription.created * 1000));
    const person = facts.find((fact) => fact.kind === "customer");
    if (difference) found.push({ difference, facts });
    else if (person && compareCustomer(people.get(person.customerId), person)) {
      const detail = "its address or deletion was not known";
      found.push({ difference: { kind: "customer", subject: person.customerId, detail }, facts });
    }
  }
  return found;
}

/** Since when it is late is asked of those alone whom it may take out of the count. */
function told(ctx: Ctx, row: SubscriptionRow | undefined, facts: Fact[]): Promise<Fact[]> | Fact[] {
  return !row || row.counts ? patiently(ctx, () => tellLateness(ctx, facts)) : facts;
}

function missing({ importedBefore }: Comparison, id: string, created: Date): Found["difference"] {
  return importedBefore && created < importedBefore
    ? { kind: "not_imported", subject: id, detail: "was there before Muster and was never imported" }
    : { kind: "missing", subject: id, detail: "was not held" };
}

function differenceOf(
  by: Comparison,
  row: SubscriptionRow,
  facts: readonly Fact[],
  at: Date,
): Found["difference"] | null {
  // An event that arrived while the page was under way knows more than the page.
  if (row.appliedBy === "event" && row.appliedAt >= at) return null;
  const state = facts.find((fact) => fact.kind === "subscription")?.state;
  if (!state) return null;
  const invoice = facts.find((fact): fact is InvoiceFact => fact.kind === "invoice");
  const words = compareSubscription(row, state);
  if (missesPayment(row, invoice)) words.push("its latest payment was not known");
  if (missesLateness(row, state)) words.push("it has been late for longer than was known");
  const decision = decideSubscription(row, by.membershipProducts, by.ctx.clock.now());
  if (words.length === 0 && decision.reason !== row.reason) {
    words.push(`${row.reason ?? "counts"} → ${decision.reason ?? "counts"} by the rules of today`);
  }
  if (words.length === 0 && by.suspects.has(row.customerId)) words.push("was counted otherwise than it says");
  return words.length > 0 ? { kind: "changed", subject: row.id, detail: words.join(", ") } : null;
}

/** From when on a subscription that is not held is missing; null when all are. */
export async function importedBefore(ctx: Ctx): Promise<Date | null> {
  const [row] = await ctx.db.select().from(installation);
  if (!row || row.backfilledAt) return null;
  // Stripe's times are whole seconds, and its clock is not ours.
  return new Date(row.createdAt.getTime() - 60_000);
}

function idOf(reference: string | { id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}
