import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** One reading of everything Stripe holds, to be counted as one step. Its cursor lets it go on where it stopped. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: uuid().primaryKey(),
    startedAt: instant("started_at").notNull(),
    touchedAt: instant("touched_at").notNull(),
    /** The last subscription read; null before the first page. */
    cursor: text(),
    /** `reading` subscriptions, then `money` (refunds and disputes), then applied or given up. */
    state: text({ enum: ["reading", "money", "ready", "applied", "abandoned"] }).notNull(),
    subscriptions: integer().notNull().default(0),
    finishedAt: instant("finished_at"),
    /** Newsroom-wide total before and after, once applied. */
    totalBefore: integer("total_before"),
    totalAfter: integer("total_after"),
  },
  (t) => [
    check("applied_has_totals", sql`(${t.state} = 'applied') = (${t.totalAfter} is not null)`),
    check(
      "finished_when_over",
      sql`(${t.state} in ('applied', 'abandoned')) = (${t.finishedAt} is not null)`,
    ),
  ],
);

/** Facts of an import that are read and not counted yet, a page of Stripe's list a row. Emptied when it is over. */
export const importPages = pgTable(
  "import_pages",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id, { onDelete: "cascade" }),
    page: integer().notNull(),
    facts: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.page] })],
);

/** Every comparison with Stripe, for staff. */
export const reconcileRuns = pgTable(
  "reconcile_runs",
  {
    id: uuid().primaryKey(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    trigger: text({ enum: ["schedule", "command", "staff"] }).notNull(),
    dryRun: boolean("dry_run").notNull(),
    /** Subscriptions and events that Stripe listed. */
    subscriptions: integer().notNull().default(0),
    events: integer().notNull().default(0),
    differences: integer().notNull().default(0),
    repaired: integer().notNull().default(0),
    totalBefore: integer("total_before"),
    totalAfter: integer("total_after"),
    /** Why it did not get to its end. */
    error: text(),
  },
  (t) => [index("reconcile_runs_started_idx").on(t.startedAt)],
);

/** What differed between Stripe and us, and whether it was put right. */
export const reconcileDifferences = pgTable(
  "reconcile_differences",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    runId: uuid("run_id")
      .notNull()
      .references(() => reconcileRuns.id, { onDelete: "cascade" }),
    kind: text({
      enum: [
        "missing",
        "changed",
        "unknown_to_stripe",
        "customer",
        "money",
        "event",
        "not_imported",
        "inside",
      ],
    }).notNull(),
    subject: text().notNull(),
    /** In words, without anything about the person. */
    detail: text().notNull(),
    repaired: boolean().notNull(),
  },
  (t) => [index("reconcile_differences_run_idx").on(t.runId)],
);
