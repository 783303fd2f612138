import { billingOf } from "../billing/billing.ts";
import type { Schedule } from "../billing/schedule.ts";
import { buildInvoice, buildInvoicePayment } from "../objects/build-invoice.ts";
import { buildCharge, buildPaymentIntent } from "../objects/build-payment.ts";
import { buildSubscription } from "../objects/build-subscription.ts";
import type { Invoice, Price, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import type { MemberSpec } from "./shape.ts";

export interface FilledSubscription {
  key: string;
  customer: string;
  spec: MemberSpec;
  price: Price;
  created: number;
  period: { start: number; end: number };
  discount: string | null;
  /** When the account was filled. */
  at: number;
}

const DAY = 86_400;

/** Registers a subscription, its latest invoice and that invoice's payment, each built when first looked at. */
export function addFilledSubscription(world: World, filled: FilledSubscription, schedule: Schedule): void {
  const { store } = world;
  const { key, customer, created, period } = filled;
  const id = `sub_${key}`;
  const invoice = `in_${key}`;
  const intent = `pi_${key}`;
  store.of("subscription").putLazy(id, created, { customer }, () => subscriptionOf(filled));
  store
    .of("invoice")
    .putLazy(invoice, period.start, { customer, subscription: id }, () => invoiceOf(world, filled));
  if (filled.spec.sort === "pastDue")
    store.put("billing", { ...billingOf(world, id), lateSince: period.start });
  const due = nextDue(filled);
  if (due !== null) schedule.add(due, "subscription", id);
  if (amountOf(filled) === 0) return;
  const declined = isUnpaid(filled);
  const payment = {
    created: period.start,
    amount: amountOf(filled),
    currency: filled.price.currency,
    customer,
    email: null,
    name: null,
    description: "Subscription update",
    declined,
  };
  const charge = `ch_${key}`;
  store
    .of("payment_intent")
    .putLazy(intent, period.start, { customer }, () =>
      buildPaymentIntent({ ...payment, id: intent, charge }),
    );
  store
    .of("charge")
    .putLazy(charge, period.start, { customer, payment_intent: intent }, () =>
      buildCharge({ ...payment, id: charge, paymentIntent: intent }),
    );
  store.of("invoice_payment").putLazy(`inpay_${key}`, period.start, { invoice, payment_intent: intent }, () =>
    buildInvoicePayment({
      id: `inpay_${key}`,
      created: period.start,
      invoice,
      paymentIntent: intent,
      amount: payment.amount,
      currency: payment.currency,
      paid: !declined,
    }),
  );
}

function isUnpaid(filled: FilledSubscription): boolean {
  return filled.spec.sort === "pastDue" || filled.spec.sort === "unpaid";
}

function amountOf(filled: FilledSubscription): number {
  const isFree = filled.spec.sort === "discounted" || filled.spec.sort === "trialing";
  return isFree ? 0 : (filled.price.unit_amount ?? 0);
}

/** Must agree with `nextAct`, or the schedule passes the subscription over. */
function nextDue(filled: FilledSubscription): number | null {
  if (filled.spec.sort === "canceled") return null;
  return filled.spec.sort === "trialing" ? filled.at + 7 * DAY : filled.period.end;
}

const STATUS: Partial<Record<MemberSpec["sort"], string>> = {
  canceled: "canceled",
  trialing: "trialing",
  pastDue: "past_due",
  unpaid: "unpaid",
};

function subscriptionOf(filled: FilledSubscription): Subscription {
  const { key, spec, created, period } = filled;
  const trialEnd = spec.sort === "trialing" ? filled.at + 7 * DAY : null;
  const subscription = buildSubscription({
    id: `sub_${key}`,
    itemIds: [`si_${key}`],
    created,
    customer: filled.customer,
    currency: filled.price.currency,
    items: [{ price: filled.price, quantity: 1 }],
    period: trialEnd === null ? period : { start: period.start, end: trialEnd },
    status: STATUS[spec.sort] ?? "active",
    collectionMethod: spec.sort === "invoiced" ? "send_invoice" : "charge_automatically",
    daysUntilDue: spec.sort === "invoiced" ? 30 : null,
    discounts: filled.discount === null ? [] : [filled.discount],
    trialEnd,
  });
  subscription.latest_invoice = `in_${key}`;
  if (spec.sort === "paused") subscription.pause_collection = { behavior: "void", resumes_at: null };
  if (spec.sort === "leaving") {
    subscription.cancel_at = period.end;
    subscription.canceled_at = period.start + Math.floor((filled.at - period.start) / 2);
  }
  if (spec.sort === "canceled") {
    const ended = period.start + Math.floor((filled.at - period.start) / 2);
    subscription.canceled_at = ended;
    subscription.ended_at = ended;
  }
  return subscription;
}

function invoiceOf(world: World, filled: FilledSubscription): Invoice {
  const { key, price, period } = filled;
  const unitAmount = filled.spec.sort === "trialing" ? 0 : (price.unit_amount ?? 0);
  const draft = buildInvoice({
    id: `in_${key}`,
    lineId: `il_${key}`,
    created: period.start,
    customer: { id: filled.customer, email: null, name: null },
    currency: price.currency,
    lines: [
      {
        amount: unitAmount,
        discount: filled.spec.sort === "discounted" ? unitAmount : 0,
        description: "1 × Subscription",
        price: price.id,
        product: price.product,
        unitAmount,
        quantity: 1,
        period,
        subscriptionItem: `si_${key}`,
      },
    ],
    billingReason: period.start === filled.created ? "subscription_create" : "subscription_cycle",
    collectionMethod: filled.spec.sort === "invoiced" ? "send_invoice" : "charge_automatically",
    subscription: { id: `sub_${key}`, metadata: {} },
    discounts: filled.discount === null ? [] : [filled.discount],
  });
  const finalized = {
    ...draft,
    customer_email: world.store.of("customer").get(filled.customer)?.email ?? null,
    effective_at: period.start,
    number: `FILL-${key.slice(-7)}`,
    attempted: true,
    auto_advance: false,
    attempt_count: 1,
  };
  const transitions = { ...draft.status_transitions, finalized_at: period.start };
  if (isUnpaid(filled)) return { ...finalized, status: "open", status_transitions: transitions };
  return {
    ...finalized,
    status: "paid",
    amount_paid: draft.amount_due,
    amount_remaining: 0,
    status_transitions: { ...transitions, paid_at: period.start },
  };
}
