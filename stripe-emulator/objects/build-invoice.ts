import { newId } from "../ids.ts";
import type { Customer, Invoice, InvoiceLineItem, InvoicePayment, Metadata } from "./shapes.ts";

export interface InvoiceLine {
  amount: number;
  discount: number;
  description: string;
  price: string;
  product: string;
  unitAmount: number;
  quantity: number;
  period: { start: number; end: number };
  subscriptionItem: string | null;
  proration?: boolean;
}

export interface InvoiceInput {
  created: number;
  customer: Pick<Customer, "id" | "email" | "name">;
  currency: string;
  lines: InvoiceLine[];
  billingReason: string;
  collectionMethod?: string;
  dueDate?: number | null;
  subscription?: { id: string; metadata: Metadata } | null;
  discounts?: string[];
  id?: string;
  lineId?: string;
}

/** A draft invoice; issuing, paying and failing it are verbs of billing/. */
export function buildInvoice(input: InvoiceInput): Invoice {
  const id = input.id ?? newId("in");
  const subtotal = input.lines.reduce((sum, line) => sum + line.amount, 0);
  const discount = input.lines.reduce((sum, line) => sum + line.discount, 0);
  const total = subtotal - discount;
  const due = Math.max(0, total);
  return {
    id,
    object: "invoice",
    account_country: "NL",
    account_name: "Emulator newsroom",
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: input.billingReason,
    collection_method: input.collectionMethod ?? "charge_automatically",
    created: input.created,
    currency: input.currency,
    custom_fields: null,
    customer: input.customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: input.customer.email,
    customer_name: input.customer.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: input.discounts ?? [],
    due_date: input.dueDate ?? null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: "list",
      data: input.lines.map((line) => buildLine(line, id, input)),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: input.subscription
      ? {
          type: "subscription_details",
          quote_details: null,
          subscription_details: {
            metadata: input.subscription.metadata,
            subscription: input.subscription.id,
          },
        }
      : null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: input.created,
    period_start: input.created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total,
    total_discount_amounts: (input.discounts ?? []).map((each, index) => ({
      amount: index === 0 ? discount : 0,
      discount: each,
    })),
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  } satisfies Invoice;
}

function buildLine(line: InvoiceLine, invoice: string, input: InvoiceInput): InvoiceLineItem {
  return {
    id: input.lineId ?? newId("il"),
    object: "line_item",
    amount: line.amount,
    currency: input.currency,
    description: line.description,
    discount_amounts: (input.discounts ?? []).map((discount, index) => ({
      amount: index === 0 ? line.discount : 0,
      discount,
    })),
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: input.subscription?.metadata ?? {},
    parent: input.subscription
      ? {
          type: "subscription_item_details",
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration: line.proration ?? false,
            proration_details: { credited_items: null },
            subscription: input.subscription.id,
            subscription_item: line.subscriptionItem ?? "",
          },
        }
      : null,
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      type: "price_details",
      price_details: { price: line.price, product: line.product },
      unit_amount_decimal: String(line.unitAmount),
    },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    subscription: input.subscription?.id ?? null,
    subtotal: line.amount,
    taxes: [],
  } satisfies InvoiceLineItem;
}

export function buildInvoicePayment(input: {
  created: number;
  invoice: string;
  paymentIntent: string;
  amount: number;
  currency: string;
  paid: boolean;
  id?: string;
}): InvoicePayment {
  return {
    id: input.id ?? newId("inpay"),
    object: "invoice_payment",
    amount_paid: input.paid ? input.amount : null,
    amount_requested: input.amount,
    created: input.created,
    currency: input.currency,
    invoice: input.invoice,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: input.paymentIntent },
    status: input.paid ? "paid" : "open",
    status_transitions: { canceled_at: null, paid_at: input.paid ? input.created : null },
  } satisfies InvoicePayment;
}
