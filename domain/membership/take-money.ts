import { type FactOutcome, touchOf, WAIT_FOR_PARENT_MS } from "./fact-outcome";
import type { DisputeFact, Fact, InvoiceFact, InvoicePaymentFact, RefundFact } from "./facts";
import { moneyBackOf } from "./money-back";
import { followPassPayment } from "./take-pass";
import type { PaymentRow, SubscriptionRow, WorkingSet } from "./working-set";

/** Records an invoice; a newer paid one ends the effect of an earlier refund (policy 6). */
export function takeInvoice(set: WorkingSet, fact: InvoiceFact): FactOutcome {
  const held = set.invoices.get(fact.invoiceId);
  const isFinal = held?.status === "paid" || held?.status === "void";
  if (held && (fact.at < held.appliedAt || (isFinal && fact.status !== held.status))) return "stale";
  set.invoices.put({
    id: fact.invoiceId,
    subscriptionId: fact.subscriptionId ?? held?.subscriptionId ?? null,
    customerId: fact.customerId ?? held?.customerId ?? null,
    status: fact.status,
    amountPaid: fact.amountPaid,
    currency: fact.currency,
    paidAt: fact.paidAt ?? held?.paidAt ?? null,
    appliedAt: fact.at,
  });
  const payment = fact.paymentIntentId ?? fact.chargeId;
  if (payment) linkPayment(set, payment, { invoiceId: fact.invoiceId, chargeId: fact.chargeId });
  return touchInvoice(set, fact.invoiceId, fact);
}

/** Links a payment to the invoice it paid, so that a refund finds its subscription. */
export function takeInvoicePayment(set: WorkingSet, fact: InvoicePaymentFact): FactOutcome {
  linkPayment(set, fact.paymentIntentId, { invoiceId: fact.invoiceId });
  return touchInvoice(set, fact.invoiceId, fact);
}

/**
 * Records how much of a payment came back. Of two statements in one second the larger is the newer, because a total
 * grows; one that falls is a refund that failed, whose event names no total and so asks Stripe.
 */
export function takeRefund(set: WorkingSet, fact: RefundFact): FactOutcome {
  const payment = findPayment(set, fact);
  if (fact.needsFetch) {
    const id = payment?.id ?? fact.paymentIntentId ?? fact.chargeId;
    if (!id) return "stale";
    set.doubt({ kind: "payment", id, reason: "a refund says only its own share", delayMs: 0 });
    return "waiting";
  }
  const id = payment?.id ?? fact.paymentIntentId ?? fact.chargeId;
  if (!id) return "stale";
  const row = linkPayment(set, id, { invoiceId: fact.invoiceId, chargeId: fact.chargeId });
  const isOlder = row.appliedAt !== null && fact.at < row.appliedAt;
  const told = fact.amountRefunded ?? 0;
  if (!isOlder) {
    const isTie = row.appliedAt?.getTime() === fact.at.getTime() && fact.origin.kind === "event";
    set.payments.put({
      ...row,
      amount: fact.amount ?? row.amount,
      customerId: fact.customerId ?? row.customerId,
      amountRefunded: isTie ? Math.max(told, row.amountRefunded) : told,
      appliedAt: fact.at,
    });
  }
  if (fact.origin.kind === "fetch") set.settle("payment", id);
  return followPayment(set, id, fact, told > 0);
}

const FINALITY = { open: 0, won: 1, lost: 2 } as const;

/** Records how a dispute stands by Stripe's newest word; of two in one second the end is newer than the opening. */
export function takeDispute(set: WorkingSet, fact: DisputeFact): FactOutcome {
  const id = findPayment(set, fact)?.id ?? fact.paymentIntentId ?? fact.chargeId;
  if (!id) return "stale";
  const row = linkPayment(set, id, { chargeId: fact.chargeId });
  const held = row.disputes[fact.disputeId];
  const newer = held ? fact.at.getTime() - Date.parse(held.at) : 1;
  if (held && (newer < 0 || (newer === 0 && FINALITY[fact.status] < FINALITY[held.status]))) return "stale";
  const told = { status: fact.status, at: fact.at.toISOString() };
  set.payments.put({ ...row, disputes: { ...row.disputes, [fact.disputeId]: told } });
  return followPayment(set, id, fact, fact.status === "lost");
}

type Paid = Pick<SubscriptionRow, "paidInvoiceId" | "paidAt">;

/** The newest paid invoice with money of a subscription, from the rows in memory; null when there is none. */
export function latestPaidInvoice(
  set: WorkingSet,
  subscriptionId: string,
  latestInvoiceId: string | null,
): Paid | null {
  let newest: Paid | null = null;
  for (const invoice of set.invoices.all()) {
    if (invoice.subscriptionId !== subscriptionId || !invoice.paidAt || invoice.amountPaid <= 0) continue;
    const paid = { paidInvoiceId: invoice.id, paidAt: invoice.paidAt };
    if (!newest || isNewerPayment(paid, newest, latestInvoiceId)) newest = paid;
  }
  return newest;
}

/** Of two payments in one second the one of the subscription's own latest invoice is the later; else ids decide. */
function isNewerPayment(one: Paid, other: Paid, latestInvoiceId: string | null): boolean {
  const [a, b] = [one.paidAt?.getTime() ?? 0, other.paidAt?.getTime() ?? 0];
  if (a !== b) return a > b;
  if (one.paidInvoiceId === latestInvoiceId) return true;
  if (other.paidInvoiceId === latestInvoiceId) return false;
  return (one.paidInvoiceId ?? "") > (other.paidInvoiceId ?? "");
}

function findPayment(set: WorkingSet, fact: RefundFact | DisputeFact): PaymentRow | undefined {
  return (
    set.payments.get(fact.paymentIntentId) ??
    set.payments.get(fact.chargeId) ??
    set.payments.find((payment) => fact.chargeId !== null && payment.chargeId === fact.chargeId)
  );
}

function linkPayment(
  set: WorkingSet,
  id: string,
  link: { invoiceId?: string | null; chargeId?: string | null },
): PaymentRow {
  const held = set.payments.get(id);
  return set.payments.put({
    id,
    invoiceId: link.invoiceId ?? held?.invoiceId ?? null,
    customerId: held?.customerId ?? null,
    chargeId: link.chargeId ?? held?.chargeId ?? null,
    amount: held?.amount ?? null,
    amountRefunded: held?.amountRefunded ?? 0,
    disputes: held?.disputes ?? {},
    appliedAt: held?.appliedAt ?? null,
  });
}

function followPayment(set: WorkingSet, id: string, fact: Fact, moneyCameBack: boolean): FactOutcome {
  const invoiceId = set.payments.get(id)?.invoiceId;
  if (invoiceId) return touchInvoice(set, invoiceId, fact);
  if (followPassPayment(set, id, fact)) return "applied";
  if (!moneyCameBack) return "applied";
  // Since basil neither charge nor dispute names its invoice: Stripe must be asked which it was.
  set.doubt({ kind: "payment", id, reason: "its invoice is not known", delayMs: WAIT_FOR_PARENT_MS });
  return "waiting";
}

function touchInvoice(set: WorkingSet, invoiceId: string, fact: Fact): FactOutcome {
  const invoice = set.invoices.get(invoiceId);
  if (!invoice?.subscriptionId) return "applied";
  const subscription = set.subscriptions.get(invoice.subscriptionId);
  if (!subscription) {
    if (!invoice.paidAt) return "applied";
    const { subscriptionId: id } = invoice;
    set.doubt({ kind: "subscription", id, reason: "its invoice came first", delayMs: WAIT_FOR_PARENT_MS });
    return "waiting";
  }
  const isPaid = invoice.paidAt !== null && invoice.amountPaid > 0;
  const told = { paidInvoiceId: invoice.id, paidAt: invoice.paidAt };
  const isNewer = isPaid && isNewerPayment(told, subscription, subscription.latestInvoiceId);
  const paid = isNewer ? told : { paidInvoiceId: subscription.paidInvoiceId, paidAt: subscription.paidAt };
  set.subscriptions.put({
    ...subscription,
    ...paid,
    moneyBack: paid.paidInvoiceId === invoice.id ? moneyBackOf(set, invoice.id) : subscription.moneyBack,
  });
  set.touchCustomer(subscription.customerId, touchOf(fact));
  return "applied";
}
