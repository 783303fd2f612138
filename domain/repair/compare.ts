import type { InvoiceFact, SubscriptionState } from "@/domain/membership/facts";
import type { CustomerRow, SubscriptionRow } from "@/domain/membership/working-set";

/** What decides whether a subscription counts, and how it is shown. */
const COMPARED = [
  "customerId",
  "status",
  "productIds",
  "priceId",
  "amount",
  "amountAfterDiscounts",
  "collectionMethod",
  "collectionPaused",
  "currentPeriodEnd",
  "cancelAt",
  "cancelAtPeriodEnd",
  "latestInvoiceId",
] as const satisfies readonly (keyof SubscriptionState & keyof SubscriptionRow)[];

/** Where a held subscription differs from what Stripe says, in words; empty when it does not. */
export function compareSubscription(row: SubscriptionRow, state: SubscriptionState): string[] {
  return COMPARED.filter((key) => !isSame(row[key], state[key])).map(
    (key) => `${key} ${shown(row[key])} → ${shown(state[key])}`,
  );
}

/** Its invoices fall due a little before it is called late. */
const SAME_LATENESS_MS = 86_400_000;

/** Whether money has been missing for longer than is known here. */
export function missesLateness(row: SubscriptionRow, { pastDueSince }: SubscriptionState): boolean {
  if (row.status !== "past_due" || !row.pastDueSince || !pastDueSince) return false;
  return row.pastDueSince.getTime() - pastDueSince.getTime() > SAME_LATENESS_MS;
}

/** Whether the latest invoice was paid without our knowing: the money that a refund would take back. */
export function missesPayment(row: SubscriptionRow, invoice: InvoiceFact | undefined): boolean {
  return Boolean(invoice?.paidAt && invoice.amountPaid > 0 && row.paidInvoiceId !== invoice.invoiceId);
}

/** Whether a held customer's current address differs; an address from Checkout stands where Stripe has none. */
export function compareCustomer(
  row: CustomerRow | undefined,
  said: { emailHash: string | null; deleted: boolean },
): boolean {
  if (!row) return true;
  if (row.deleted !== said.deleted) return true;
  return said.emailHash !== null && said.emailHash !== row.emailHash;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join("+") : String(value);
}
