import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A person who supports, or once supported, the newsroom. E-mails are kept only as keyed hashes. */
export const members = pgTable(
  "members",
  {
    id: uuid().primaryKey(),
    /** Unique: two customers with one current e-mail are one person (policy 1). */
    emailHash: text("email_hash").unique(),
    /** When this person first ever counted; never moves later. Null for someone who never did. */
    firstJoinedAt: instant("first_joined_at"),
    counted: boolean().notNull().default(false),
    /** The kind of support the person counts by. */
    countedAs: text("counted_as", { enum: ["subscription", "gift", "pass"] }),
    countedSince: instant("counted_since"),
    /** ISO 3166-1 alpha-2, from Stripe. */
    country: text(),
    /** Set by erasure; the row stays as a tombstone for the ledger. */
    erasedAt: instant("erased_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check("counted_has_a_kind", sql`${t.counted} = (${t.countedAs} is not null)`),
    check("erased_has_no_email", sql`${t.erasedAt} is null or ${t.emailHash} is null`),
    index("members_counted_idx").on(t.countedAs).where(sql`${t.counted}`),
  ],
);

/** Stripe's customer, and the person it belongs to. */
export const stripeCustomers = pgTable(
  "stripe_customers",
  {
    id: text().primaryKey(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => members.id),
    /** The customer object's own e-mail. */
    emailHash: text("email_hash"),
    /** The one typed at the newest Checkout: who it is while the customer object has none. */
    checkoutEmailHash: text("checkout_email_hash"),
    checkoutEmailAt: instant("checkout_email_at"),
    country: text(),
    deleted: boolean().notNull().default(false),
    /** When the last of a deleted customer was removed here. */
    erasedAt: instant("erased_at"),
    /** Stripe's time of the newest customer fact applied. */
    appliedAt: instant("applied_at"),
  },
  (t) => [
    index("stripe_customers_member_idx").on(t.memberId),
    index("stripe_customers_erase_idx").on(t.id).where(sql`${t.deleted} and ${t.erasedAt} is null`),
  ],
);

export type StoredAttribution = Record<string, string>;

/** ISO times: the newest statement that a subscription was not late, and those since then that it was, oldest first. */
export interface StoredLateness {
  onTimeAt: string | null;
  lateAt: string[];
}

/** Stripe's subscription, mirrored as far as the policy needs it. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: text().primaryKey(),
    customerId: text("customer_id")
      .notNull()
      .references(() => stripeCustomers.id),
    status: text({
      enum: [
        "active",
        "past_due",
        "trialing",
        "incomplete",
        "incomplete_expired",
        "unpaid",
        "paused",
        "canceled",
      ],
    }).notNull(),
    productId: text("product_id"),
    /** Every product of the subscription's items: any of them may be the membership. */
    productIds: text("product_ids").array().notNull(),
    priceId: text("price_id"),
    /** Recurring amount before and after discounts, minor units of `currency`. */
    amount: integer(),
    amountAfterDiscounts: integer("amount_after_discounts"),
    /** When the first running discount ends: Stripe is asked again then. */
    discountEndsAt: instant("discount_ends_at"),
    currency: text(),
    interval: text({ enum: ["day", "week", "month", "year"] }),
    intervalCount: integer("interval_count"),
    collectionMethod: text("collection_method", { enum: ["charge_automatically", "send_invoice"] }).notNull(),
    collectionPaused: boolean("collection_paused").notNull(),
    currentPeriodEnd: instant("current_period_end"),
    cancelAt: instant("cancel_at"),
    cancelAtPeriodEnd: boolean("cancel_at_period_end").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    latestInvoiceId: text("latest_invoice_id"),
    pastDueSince: instant("past_due_since"),
    /** What the time above follows from while it is late, so that it is right in whatever order it was heard. */
    lateness: jsonb().$type<StoredLateness>(),
    /** The newest invoice with money that was paid; refunds and disputes of it are `moneyBack`. */
    paidInvoiceId: text("paid_invoice_id"),
    paidAt: instant("paid_at"),
    moneyBack: text("money_back", { enum: ["refunded", "dispute_lost"] }),
    attribution: jsonb().$type<StoredAttribution>(),
    /** Stripe's time of the newest fact applied (T of "which facts win"), and how it was learned. */
    appliedAt: instant("applied_at").notNull(),
    appliedBy: text("applied_by", { enum: ["event", "fetch"] }).notNull(),
    /** The policy's answer when it was last asked, and why not; `nextChangeAt` is when time alone may change it. */
    counts: boolean().notNull(),
    reason: text(),
    nextChangeAt: instant("next_change_at"),
  },
  (t) => [
    check("not_counting_has_a_reason", sql`${t.counts} = (${t.reason} is null)`),
    index("subscriptions_customer_idx").on(t.customerId),
    index("subscriptions_next_change_idx").on(t.nextChangeAt).where(sql`${t.nextChangeAt} is not null`),
    index("subscriptions_reason_idx").on(t.reason),
  ],
);
