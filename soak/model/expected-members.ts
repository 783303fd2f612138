import type { Charge, EmulatorState, Invoice, Subscription } from "./emulator-state";
import { whyBack } from "./money-back";
import { peopleOnTerms } from "./people-on-terms";
import { personOf } from "./person-of";

const GRACE_SECONDS = 30 * 86_400;

/** Who must count, by the model's own reading of policy v1. */
export interface Expected {
  /** Keys of people: `email <address>`, else `customer <id>`. */
  people: Set<string>;
  /** Why each subscription does not count; null when it does. */
  subscriptions: Map<string, string | null>;
}

/**
 * The independent model: what the count must be at `now` (Unix seconds), from Stripe's final objects alone. It knows
 * nothing of events and shares no line with the handler, so that it cannot agree with the handler's mistakes.
 */
export function expectedMembers(
  state: EmulatorState,
  membershipProducts: readonly string[],
  now: number,
): Expected {
  const expected: Expected = { people: new Set(), subscriptions: new Map() };
  for (const subscription of state.subscriptions) {
    const why = whyNot(state, subscription, membershipProducts, now);
    expected.subscriptions.set(subscription.id, why);
    if (why === null) expected.people.add(personOf(state, subscription.customer));
  }
  for (const person of peopleOnTerms(state, now)) expected.people.add(person);
  return expected;
}

function whyNot(
  state: EmulatorState,
  subscription: Subscription,
  products: readonly string[],
  now: number,
): string | null {
  const items = subscription.items.data;
  if (!items.some((item) => products.includes(item.price.product))) return "not a membership";
  if (subscription.status === "past_due") {
    const since = lateSince(state, subscription);
    if (since !== null && now >= since + GRACE_SECONDS) return "late for over 30 days";
  } else if (subscription.status !== "active") {
    return subscription.status;
  }
  if (subscription.pause_collection) return "collection is paused";
  const endsAt =
    subscription.cancel_at ?? (subscription.cancel_at_period_end ? periodEnd(subscription) : null);
  if (endsAt !== null && endsAt <= now) return "over";
  if (priceAfterDiscounts(state, subscription, now) <= 0) return "free";
  const paid = paidInvoices(state, subscription);
  if (subscription.collection_method === "send_invoice" && paid.length === 0) return "never paid";
  return moneyCameBack(state, paid[0]);
}

/** Since when it is late: Stripe knows and does not show it, the emulator does. */
function lateSince(state: EmulatorState, subscription: Subscription): number | null {
  return state.billings.find((billing) => billing.id === subscription.id)?.lateSince ?? null;
}

function periodEnd(subscription: Subscription): number {
  return Math.max(...subscription.items.data.map((item) => item.current_period_end));
}

function priceAfterDiscounts(state: EmulatorState, subscription: Subscription, now: number): number {
  let price = 0;
  for (const item of subscription.items.data) price += (item.price.unit_amount ?? 0) * item.quantity;
  for (const id of subscription.discounts) {
    const discount = state.discounts.find((each) => each.id === id);
    const coupon = state.coupons.find((each) => each.id === discount?.source.coupon);
    // A coupon for one invoice leaves the recurring price as it is.
    if (!discount || !coupon || coupon.duration === "once") continue;
    if (discount.end !== null && discount.end <= now) continue;
    price -= coupon.percent_off === null ? (coupon.amount_off ?? 0) : (price * coupon.percent_off) / 100;
  }
  return Math.round(price);
}

/** Paid with money, the latest first; of two in one second the subscription itself says which is its latest. */
function paidInvoices(state: EmulatorState, subscription: Subscription): Invoice[] {
  const paidAt = (invoice: Invoice) => invoice.status_transitions.paid_at ?? 0;
  const isLatest = (invoice: Invoice) => Number(invoice.id === subscription.latest_invoice);
  return invoicesOf(state, subscription)
    .filter((invoice) => invoice.status === "paid" && invoice.amount_paid > 0)
    .sort((a, b) => paidAt(b) - paidAt(a) || isLatest(b) - isLatest(a) || (a.id < b.id ? 1 : -1));
}

function moneyCameBack(state: EmulatorState, invoice: Invoice | undefined): string | null {
  if (!invoice) return null;
  for (const charge of chargesOf(state, invoice)) {
    const why = whyBack(state, charge);
    if (why) return why;
  }
  return null;
}

function chargesOf(state: EmulatorState, invoice: Invoice): Charge[] {
  const intents = state.invoice_payments
    .filter((payment) => payment.invoice === invoice.id && payment.status === "paid")
    .map((payment) => payment.payment.payment_intent);
  const charges = state.payment_intents
    .filter((intent) => intents.includes(intent.id))
    .map((intent) => intent.latest_charge);
  return state.charges.filter((charge) => charges.includes(charge.id));
}

function invoicesOf(state: EmulatorState, subscription: Subscription): Invoice[] {
  return state.invoices.filter(
    (invoice) => invoice.parent?.subscription_details.subscription === subscription.id,
  );
}
