import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import type { StoredAttribution } from "./members";

/** Stripe's invoice, as far as it says whether a subscription was paid. */
export const invoices = pgTable(
  "invoices",
  {
    id: text().primaryKey(),
    subscriptionId: text("subscription_id"),
    customerId: text("customer_id"),
    status: text({ enum: ["draft", "open", "paid", "uncollectible", "void"] }).notNull(),
    /** Minor units of `currency`. */
    amountPaid: integer("amount_paid").notNull(),
    currency: text().notNull(),
    paidAt: instant("paid_at"),
    appliedAt: instant("applied_at").notNull(),
  },
  (t) => [index("invoices_subscription_idx").on(t.subscriptionId)],
);

/** Disputes of one payment by Stripe's id: how each stands, and the ISO time of the newest word on it. */
export type StoredDisputes = Record<string, { status: "open" | "won" | "lost"; at: string }>;

/** A payment by its intent (else its charge), the invoice it paid, and what came back of it. */
export const payments = pgTable(
  "payments",
  {
    /** Payment intent id, or the charge's where there is no intent (old shapes). */
    id: text().primaryKey(),
    invoiceId: text("invoice_id"),
    customerId: text("customer_id"),
    chargeId: text("charge_id"),
    /** Minor units; null until a charge told them. */
    amount: integer(),
    amountRefunded: integer("amount_refunded").notNull().default(0),
    /** Each dispute of it by Stripe's id, because a payment may be disputed again. */
    disputes: jsonb().$type<StoredDisputes>().notNull().default({}),
    /** Stripe's time of the newest word on how much came back; null while there was none. */
    appliedAt: instant("applied_at"),
  },
  (t) => [index("payments_invoice_idx").on(t.invoiceId), index("payments_charge_idx").on(t.chargeId)],
);

/** A finished Checkout session: whose welcome it may show, and what it made. */
export const checkouts = pgTable(
  "checkouts",
  {
    id: text().primaryKey(),
    mode: text({ enum: ["subscription", "payment", "setup"] }).notNull(),
    paid: boolean().notNull(),
    customerId: text("customer_id"),
    subscriptionId: text("subscription_id"),
    paymentIntentId: text("payment_intent_id"),
    attribution: jsonb().$type<StoredAttribution>(),
    appliedAt: instant("applied_at").notNull(),
    /** When its welcome had to read it from Stripe; a webhook that tells of it should have come by then. */
    welcomedAt: instant("welcomed_at"),
  },
  (t) => [
    index("checkouts_subscription_idx").on(t.subscriptionId),
    index("checkouts_welcomed_idx").on(t.welcomedAt).where(sql`${t.welcomedAt} is not null`),
  ],
);
