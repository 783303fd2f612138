import { emitEvent } from "../events/emit-event.ts";
import { buildInvoicePayment } from "../objects/build-invoice.ts";
import type { Charge, Invoice, InvoicePayment, PaymentIntent } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { announcePayment, recordPayment } from "./record-payment.ts";

export interface Collected {
  invoice: Invoice;
  payment: { intent: PaymentIntent; charge: Charge } | null;
  invoicePayment: InvoicePayment | null;
}

/** Charges an open invoice and stores the outcome without announcing it. Nothing due means no payment. */
export function collectInvoice(world: World, invoice: Invoice, declined = false): Collected {
  const now = world.clock.now();
  const due = invoice.amount_remaining;
  if (due === 0)
    return {
      invoice: world.store.put("invoice", paidInvoice(invoice, now, 0)),
      payment: null,
      invoicePayment: null,
    };
  const open = world.store
    .of("invoice_payment")
    .by("invoice", invoice.id)
    .find((each) => each.status === "open");
  const retried = open && world.store.of("payment_intent").get(open.payment.payment_intent);
  const attempt = {
    created: now,
    amount: due,
    currency: invoice.currency,
    customer: invoice.customer,
    email: invoice.customer_email,
    name: invoice.customer_name,
    description:
      invoice.billing_reason === "subscription_create" ? "Subscription creation" : "Subscription update",
    declined,
  };
  const payment = recordPayment(world, attempt, retried);
  const invoicePayment = world.store.put(
    "invoice_payment",
    buildInvoicePayment({
      id: open?.id,
      created: now,
      invoice: invoice.id,
      paymentIntent: payment.intent.id,
      amount: due,
      currency: invoice.currency,
      paid: !declined,
    }),
  );
  const settled = declined
    ? { ...invoice, attempted: true, attempt_count: invoice.attempt_count + 1 }
    : paidInvoice(invoice, now, due);
  return { invoice: world.store.put("invoice", settled), payment, invoicePayment };
}

/** Tells of a collected invoice in Stripe's order. */
export function announceCollected(world: World, collected: Collected): void {
  const { invoice, payment, invoicePayment } = collected;
  if (payment && !payment.charge.paid) {
    announcePayment(world, payment);
    emitEvent(world, "invoice.payment_failed", invoice);
    return;
  }
  emitEvent(world, "invoice.paid", invoice);
  emitEvent(world, "invoice.payment_succeeded", invoice);
  if (invoicePayment) emitEvent(world, "invoice_payment.paid", invoicePayment);
  if (payment) announcePayment(world, payment);
}

function paidInvoice(invoice: Invoice, now: number, paid: number): Invoice {
  return {
    ...invoice,
    amount_paid: paid,
    amount_remaining: 0,
    attempted: true,
    attempt_count: invoice.attempt_count + (paid > 0 ? 1 : 0),
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  };
}
