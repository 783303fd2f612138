import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { members, type StoredAttribution } from "./members";

/** A gift or a one-time pass that was paid for: whom it counts, and for how long. */
export const passes = pgTable(
  "passes",
  {
    /** Given when it was ordered and carried through Checkout's metadata. */
    id: uuid().primaryKey(),
    kind: text({ enum: ["gift", "pass"] }).notNull(),
    /** Unique: a payment buys one term, however often Stripe tells of it. */
    paymentIntentId: text("payment_intent_id").notNull().unique(),
    checkoutId: text("checkout_id").notNull(),
    /** The buyer; a pass counts them, a gift does not. */
    customerId: text("customer_id"),
    /** Of a gift: who receives it, as far as known. */
    recipientHash: text("recipient_hash"),
    /** The person it counts. */
    memberId: uuid("member_id").references(() => members.id),
    priceId: text("price_id"),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    moneyBack: text("money_back", { enum: ["refunded", "dispute_lost"] }),
    attribution: jsonb().$type<StoredAttribution>(),
    appliedAt: instant("applied_at").notNull(),
    /** The policy's answer when it was last asked, and why not; `nextChangeAt` is when time alone may change it. */
    counts: boolean().notNull(),
    reason: text(),
    nextChangeAt: instant("next_change_at"),
  },
  (t) => [
    check("a_term_has_a_length", sql`${t.endsAt} > ${t.startsAt}`),
    check("not_counting_pass_has_a_reason", sql`${t.counts} = (${t.reason} is null)`),
    check("a_pass_has_no_recipient", sql`${t.kind} = 'gift' or ${t.recipientHash} is null`),
    index("passes_member_idx").on(t.memberId),
    index("passes_customer_idx").on(t.customerId),
    index("passes_recipient_idx").on(t.recipientHash).where(sql`${t.recipientHash} is not null`),
    index("passes_next_change_idx").on(t.nextChangeAt).where(sql`${t.nextChangeAt} is not null`),
  ],
);

/**
 * What a buyer told us of a gift that Stripe need not know. Made before the payment; unpaid ones are dropped when
 * their Checkout can no longer be paid. What is sealed is encrypted with a key derived from EMAIL_HASH_KEY.
 */
export const giftOrders = pgTable(
  "gift_orders",
  {
    /** The pass's, once it is paid. */
    id: uuid().primaryKey(),
    orderedAt: instant("ordered_at").notNull(),
    /** SHA-256 of the code on the card. */
    codeHash: text("code_hash").notNull().unique(),
    locale: text({ enum: ["en", "uk"] }).notNull(),
    /** Null for a card to print, and as soon as the gift was delivered. */
    recipientSealed: text("recipient_sealed"),
    /** Names and message of the card. */
    cardSealed: text("card_sealed"),
    /** Its letters were queued. */
    lettered: boolean().notNull().default(false),
    redeemedAt: instant("redeemed_at"),
  },
  (t) => [index("gift_orders_unlettered_idx").on(t.orderedAt).where(sql`not ${t.lettered}`)],
);
