import type { PaymentRow, SubscriptionRow, WorkingSet } from "./working-set";

/** What came back of the payments of an invoice: all of it, or a lost dispute. */
export function moneyBackOf(set: WorkingSet, invoiceId: string | null): SubscriptionRow["moneyBack"] {
  if (!invoiceId) return null;
  return moneyBackIn(set.payments.filter((payment) => payment.invoiceId === invoiceId));
}

/** What came back of one payment. */
export function paymentMoneyBack(set: WorkingSet, paymentIntentId: string): SubscriptionRow["moneyBack"] {
  const payment = set.payments.get(paymentIntentId);
  return payment ? moneyBackIn([payment]) : null;
}

function moneyBackIn(made: readonly PaymentRow[]): SubscriptionRow["moneyBack"] {
  if (made.some(isDisputeLost)) return "dispute_lost";
  return made.some(isFullyRefunded) ? "refunded" : null;
}

function isDisputeLost({ disputes }: PaymentRow): boolean {
  return Object.values(disputes).some(({ status }) => status === "lost");
}

function isFullyRefunded(payment: PaymentRow): boolean {
  return payment.amount !== null && payment.amount > 0 && payment.amountRefunded >= payment.amount;
}
