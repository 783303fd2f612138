import { z } from "zod";
import { hashEmail } from "./email-hash";
import type {
  CheckoutFact,
  CustomerFact,
  DisputeFact,
  InvoiceFact,
  InvoicePaymentFact,
  Origin,
  RefundFact,
} from "./facts";
import { readAttribution } from "./parse-subscription";
import { readPassTerms } from "./pass-metadata";
import { metadata, reference, stripeTime } from "./stripe-shapes";

/** Where and when a statement was made; `at` is Stripe's time. */
export interface Statement {
  origin: Origin;
  at: Date;
  emailHashKey: string;
}

const address = z.object({ country: z.string().nullish() }).nullish();

const customerShape = z.object({
  id: z.string(),
  email: z.string().nullish(),
  /** In stored payloads, which keep only the hash. */
  email_hash: z.string().nullish(),
  address,
  deleted: z.boolean().nullish(),
});

export function parseCustomer(object: unknown, { origin, at, emailHashKey }: Statement): CustomerFact {
  const c = customerShape.parse(object);
  return {
    kind: "customer",
    origin,
    at,
    customerId: c.id,
    emailHash: c.email_hash ?? hashEmail(c.email, emailHashKey),
    country: c.address?.country ?? null,
    deleted: c.deleted ?? false,
  };
}

const checkoutShape = z.object({
  id: z.string(),
  mode: z.enum(["subscription", "payment", "setup"]),
  status: z.enum(["complete", "open", "expired"]).nullish(),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]).nullish(),
  customer: reference,
  customer_email: z.string().nullish(),
  customer_email_hash: z.string().nullish(),
  customer_details: z
    .object({ email: z.string().nullish(), email_hash: z.string().nullish(), address })
    .nullish(),
  subscription: reference,
  payment_intent: reference,
  metadata,
});

export function parseCheckout(object: unknown, { origin, at, emailHashKey }: Statement): CheckoutFact {
  const c = checkoutShape.parse(object);
  return {
    kind: "checkout",
    origin,
    at,
    sessionId: c.id,
    mode: c.mode,
    status: c.status ?? "complete",
    paid: c.payment_status === "paid",
    customerId: c.customer,
    emailHash:
      c.customer_details?.email_hash ??
      c.customer_email_hash ??
      hashEmail(c.customer_details?.email ?? c.customer_email, emailHashKey),
    country: c.customer_details?.address?.country ?? null,
    subscriptionId: c.subscription,
    paymentIntentId: c.payment_intent,
    attribution: readAttribution(c.metadata),
    pass: c.mode === "payment" ? readPassTerms(c.metadata) : null,
  };
}

const invoiceShape = z.object({
  id: z.string(),
  customer: reference,
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).nullish(),
  amount_paid: z.number().nullish(),
  currency: z.string(),
  status_transitions: z.object({ paid_at: z.number().nullish() }).nullish(),
  subscription: reference,
  parent: z.object({ subscription_details: z.object({ subscription: reference }).nullish() }).nullish(),
  payment_intent: reference,
  charge: reference,
});

export function parseInvoice(object: unknown, { origin, at }: Statement): InvoiceFact {
  const i = invoiceShape.parse(object);
  const status = i.status ?? "draft";
  const paidAt = i.status_transitions?.paid_at;
  return {
    kind: "invoice",
    origin,
    at,
    invoiceId: i.id,
    // Basil (2025-03-31) moved it under `parent` and dropped the payment references.
    subscriptionId: i.parent?.subscription_details?.subscription ?? i.subscription,
    customerId: i.customer,
    status,
    amountPaid: i.amount_paid ?? 0,
    currency: i.currency,
    paidAt: status === "paid" ? (paidAt ? stripeTime.parse(paidAt) : at) : null,
    paymentIntentId: i.payment_intent,
    chargeId: i.charge,
  };
}

const invoicePaymentShape = z.object({
  invoice: reference,
  payment: z.object({ payment_intent: reference }).nullish(),
});

/** Null when it was paid by something other than a payment intent, such as outside Stripe. */
export function parseInvoicePayment(object: unknown, { origin, at }: Statement): InvoicePaymentFact | null {
  const p = invoicePaymentShape.parse(object);
  if (!p.invoice || !p.payment?.payment_intent) return null;
  return {
    kind: "invoice_payment",
    origin,
    at,
    invoiceId: p.invoice,
    paymentIntentId: p.payment.payment_intent,
  };
}

const chargeShape = z.object({
  id: z.string(),
  amount: z.number(),
  amount_refunded: z.number().nullish(),
  payment_intent: reference,
  invoice: reference,
  customer: reference,
});

/** A charge says in full how much of a payment came back; zero is a statement too. */
export function parseCharge(object: unknown, { origin, at }: Statement): RefundFact {
  const c = chargeShape.parse(object);
  return {
    kind: "refund",
    origin,
    at,
    paymentIntentId: c.payment_intent,
    chargeId: c.id,
    invoiceId: c.invoice,
    customerId: c.customer,
    amount: c.amount,
    amountRefunded: c.amount_refunded ?? 0,
    needsFetch: false,
  };
}

const refundShape = z.object({ id: z.string(), charge: reference, payment_intent: reference });

/** A refund object knows only its own share: the charge must be asked for the total. */
export function parseRefund(object: unknown, { origin, at }: Statement): RefundFact {
  const r = refundShape.parse(object);
  return {
    kind: "refund",
    origin,
    at,
    paymentIntentId: r.payment_intent,
    chargeId: r.charge,
    invoiceId: null,
    customerId: null,
    amount: null,
    amountRefunded: null,
    needsFetch: true,
  };
}

const disputeShape = z.object({
  id: z.string(),
  status: z.string(),
  charge: reference,
  payment_intent: reference,
});

export function parseDispute(object: unknown, { origin, at }: Statement): DisputeFact {
  const d = disputeShape.parse(object);
  const status =
    d.status === "lost" ? "lost" : d.status === "won" || d.status === "warning_closed" ? "won" : "open";
  return {
    kind: "dispute",
    origin,
    at,
    disputeId: d.id,
    paymentIntentId: d.payment_intent,
    chargeId: d.charge,
    status,
  };
}
