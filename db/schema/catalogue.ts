import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Stripe's products; `membership` is what staff ticked. One that STRIPE_MEMBERSHIP_PRODUCTS names counts anyway. */
export const products = pgTable("products", {
  id: text().primaryKey(),
  name: text().notNull(),
  active: boolean().notNull(),
  membership: boolean(),
  refreshedAt: instant("refreshed_at").notNull(),
});

/** Each time staff chose which products count. Nothing is deleted. */
export const productChoices = pgTable(
  "product_choices",
  {
    /** The ledger's change that the choice made. */
    id: uuid().primaryKey(),
    at: instant("at").notNull(),
    by: text().notNull(),
    reason: text().notNull(),
    /** Ids of the products that staff ticked, before and after. */
    before: text().array().notNull(),
    after: text().array().notNull(),
  },
  (t) => [index("product_choices_at_idx").on(t.at)],
);

/** Stripe's prices of memberships, gifts and passes, so that no page waits for Stripe. */
export const prices = pgTable("prices", {
  id: text().primaryKey(),
  productId: text("product_id")
    .notNull()
    .references(() => products.id),
  lookupKey: text("lookup_key"),
  active: boolean().notNull(),
  /** Minor units of `currency`; null when the reader chooses. */
  amount: integer(),
  /** Lowest and suggested amount where the reader chooses. */
  customMinimum: integer("custom_minimum"),
  customPreset: integer("custom_preset"),
  currency: text().notNull(),
  /** Minor units in the price's other currencies. */
  currencyOptions: jsonb("currency_options").$type<Record<string, number>>(),
  /** A one-time price for a term, by its metadata `kind` and `term_months`; null for a subscription. */
  term: text({ enum: ["gift", "pass"] }),
  termMonths: integer("term_months"),
  interval: text({ enum: ["day", "week", "month", "year"] }),
  intervalCount: integer("interval_count"),
  refreshedAt: instant("refreshed_at").notNull(),
});

/** One row: what staff chose to offer on the join page. Without it every membership price is offered, cheapest first. */
export const joinOffers = pgTable(
  "join_offers",
  {
    id: integer().primaryKey().default(1),
    /** Stripe's prices, in the order they are offered; empty offers them all. */
    priceIds: text("price_ids").array().notNull(),
    /** The one that is chosen already when the page opens. */
    suggestedPriceId: text("suggested_price_id"),
    /** Where readers choose what they pay: the least for each product, interval and currency. */
    ownAmounts: jsonb("own_amounts").$type<OwnAmount[]>().notNull(),
    /** Rises with every change, so that two people cannot overwrite each other. */
    revision: integer().notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [check("join_offers_is_one_row", sql`${t.id} = 1`)],
);

/** A subscription whose amount the reader chooses, above a minimum. */
export interface OwnAmount {
  productId: string;
  interval: "month" | "year";
  /** ISO 4217, lower case. */
  currency: string;
  /** Minor units. */
  minimum: number;
  /** Amounts to press instead of typing one, minor units, rising. */
  suggestions: number[];
}
