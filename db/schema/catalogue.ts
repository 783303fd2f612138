import { boolean, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Stripe's products; `membership` is what staff ticked, null while STRIPE_MEMBERSHIP_PRODUCTS decides. */
export const products = pgTable("products", {
  id: text().primaryKey(),
  name: text().notNull(),
  active: boolean().notNull(),
  membership: boolean(),
  refreshedAt: instant("refreshed_at").notNull(),
});

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
