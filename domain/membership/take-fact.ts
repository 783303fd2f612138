import { assignCustomer, memberFor } from "./assign-people";
import { type FactOutcome, touchOf, WAIT_FOR_PARENT_MS } from "./fact-outcome";
import type { CheckoutFact, CustomerFact, Fact } from "./facts";
import { takeDispute, takeInvoice, takeInvoicePayment, takeRefund } from "./take-money";
import { takePass } from "./take-pass";
import { takeSubscription } from "./take-subscription";
import type { WorkingSet } from "./working-set";

/** Applies one fact to the rows in memory; who counts is decided afterwards, from the rows. */
export function takeFact(set: WorkingSet, fact: Fact): FactOutcome {
  eraseAgain(set, fact);
  switch (fact.kind) {
    case "subscription":
      return takeSubscription(set, fact);
    case "customer":
      return takeCustomer(set, fact);
    case "checkout":
      return takeCheckout(set, fact);
    case "invoice":
      return takeInvoice(set, fact);
    case "invoice_payment":
      return takeInvoicePayment(set, fact);
    case "refund":
      return takeRefund(set, fact);
    case "dispute":
      return takeDispute(set, fact);
    case "catalogue":
      set.catalogueChanged = true;
      return "applied";
  }
}

/** An event that comes after the erasure is kept in the inbox: what it says of the person is to go too. */
function eraseAgain(set: WorkingSet, fact: Fact): void {
  if (fact.origin.kind !== "event") return;
  const id =
    fact.kind === "subscription" ? fact.state.customerId : "customerId" in fact ? fact.customerId : null;
  const customer = set.customers.get(id);
  if (customer?.erasedAt) set.customers.put({ ...customer, erasedAt: null });
}

function takeCustomer(set: WorkingSet, fact: CustomerFact): FactOutcome {
  const held = set.customers.get(fact.customerId);
  // Deletion is final. A tie keeps the later arrival only for a fetch, whose answer is newer than its second.
  if (held?.deleted) return "stale";
  if (held?.appliedAt && !fact.deleted) {
    if (fact.at < held.appliedAt) return "stale";
    if (fact.at.getTime() === held.appliedAt.getTime() && fact.origin.kind === "event") {
      if (held.emailHash === fact.emailHash) return "applied";
      set.doubt({ kind: "customer", id: fact.customerId, reason: "two changes in one second", delayMs: 0 });
      return "waiting";
    }
  }
  const row = memberFor(set, fact.customerId);
  set.customers.put({
    ...row,
    emailHash: fact.emailHash,
    // An erased customer keeps no address, whoever told it.
    ...(fact.deleted && { checkoutEmailHash: null, checkoutEmailAt: null }),
    country: fact.deleted ? null : (fact.country ?? row.country),
    deleted: fact.deleted,
    appliedAt: fact.at,
  });
  assignCustomer(set, fact.customerId, fact.deleted ? fact.at : null);
  set.touchCustomer(fact.customerId, touchOf(fact));
  return "applied";
}

function takeCheckout(set: WorkingSet, fact: CheckoutFact): FactOutcome {
  const held = set.checkouts.get(fact.sessionId);
  set.checkouts.put({
    id: fact.sessionId,
    mode: fact.mode,
    // Paid is never unlearned: an async failure comes before, never after, a payment.
    paid: fact.paid || (held?.paid ?? false),
    customerId: fact.customerId ?? held?.customerId ?? null,
    subscriptionId: fact.subscriptionId ?? held?.subscriptionId ?? null,
    paymentIntentId: fact.paymentIntentId ?? held?.paymentIntentId ?? null,
    attribution: (fact.attribution as Record<string, string> | null) ?? held?.attribution ?? null,
    appliedAt: fact.at,
    welcomedAt: held?.welcomedAt ?? null,
  });
  if (fact.customerId) learnFromCheckout(set, fact, fact.customerId);
  if (fact.pass) return takePass(set, fact, fact.pass);
  const subscription = set.subscriptions.get(fact.subscriptionId);
  if (subscription && !subscription.attribution && fact.attribution) {
    set.subscriptions.put({ ...subscription, attribution: fact.attribution as Record<string, string> });
  }
  if (fact.subscriptionId && !subscription) {
    set.doubt({
      kind: "subscription",
      id: fact.subscriptionId,
      reason: "its Checkout came first",
      delayMs: WAIT_FOR_PARENT_MS,
    });
    return "waiting";
  }
  return "applied";
}

function learnFromCheckout(set: WorkingSet, fact: CheckoutFact, customerId: string): void {
  const row = memberFor(set, customerId);
  if (row.deleted) return;
  if (fact.country && !row.country) set.customers.put({ ...row, country: fact.country });
  const isNewest = !row.checkoutEmailAt || row.checkoutEmailAt <= fact.at;
  if (fact.emailHash && isNewest) {
    const known = memberFor(set, customerId);
    set.customers.put({ ...known, checkoutEmailHash: fact.emailHash, checkoutEmailAt: fact.at });
    assignCustomer(set, customerId, null);
  }
  set.touchCustomer(customerId, touchOf(fact));
}
