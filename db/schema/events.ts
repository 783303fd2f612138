import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The inbox: every Stripe event that was acknowledged, once. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    /** Stripe's event id: the primary key is what makes a duplicate harmless. */
    id: text().primaryKey(),
    type: text().notNull(),
    created: instant("created").notNull(),
    apiVersion: text("api_version"),
    livemode: boolean().notNull(),
    account: text(),
    /** Only what we use, e-mails already hashed. */
    payload: jsonb().notNull(),
    receivedAt: instant("received_at").notNull(),
    outcome: text({ enum: ["applied", "stale", "ignored", "not_ours", "failed", "waiting"] }).notNull(),
    error: text(),
    attempts: integer().notNull().default(1),
  },
  (t) => [
    index("stripe_events_received_idx").on(t.receivedAt),
    index("stripe_events_outcome_idx").on(t.outcome, t.receivedAt),
  ],
);

/** What must be asked of Stripe before it is settled. A new doubt about the same thing changes the token. */
export const unsettled = pgTable(
  "unsettled",
  {
    kind: text({ enum: ["subscription", "customer", "payment"] }).notNull(),
    id: text().notNull(),
    token: uuid().notNull(),
    reason: text().notNull(),
    dueAt: instant("due_at").notNull(),
    attempts: integer().notNull().default(0),
    lastError: text("last_error"),
    /** Stripe says there is no such thing: kept and shown, because somebody told us of it. */
    unknown: boolean().notNull().default(false),
    since: instant("since").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] }), index("unsettled_due_idx").on(t.dueAt)],
);

/** Work that one instance does at a time: whoever holds an unexpired lease. */
export const leases = pgTable("leases", {
  name: text().primaryKey(),
  holder: uuid().notNull(),
  until: instant("until").notNull(),
});
