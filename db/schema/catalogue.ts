import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
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
