import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { drives } from "./drives";

/**
 * The ledger by hour, kind, cause and attribution, added to in the ledger's own transaction, so that a screen need
 * not read the whole ledger. Empty text where a change has no attribution.
 */
export const hourlyStats = pgTable(
  "hourly_stats",
  {
    /** Start of the hour it was recorded in, whole in the time zone of the drive of that time. */
    hour: instant("hour").notNull(),
    kind: text({ enum: ["subscription", "gift", "pass", "source", "correction"] }).notNull(),
    countedAs: text("counted_as", { enum: ["subscription", "gift", "pass", "source"] }).notNull(),
    cause: text().notNull(),
    article: text().notNull().default(""),
    section: text().notNull().default(""),
    place: text().notNull().default(""),
    embedHost: text("embed_host").notNull().default(""),
    /** Sum of the rises, and of the falls as a positive number. */
    gained: integer().notNull().default(0),
    lost: integer().notNull().default(0),
    /** Of `gained`: people who had never counted before. */
    firsts: integer().notNull().default(0),
    /** Of `gained`: people who only changed their kind; the other half is in `lost` of the old kind. */
    switched: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({
      name: "hourly_stats_pk",
      columns: [t.hour, t.kind, t.countedAs, t.cause, t.article, t.section, t.place, t.embedHost],
    }),
    check("parts_are_within", sql`${t.firsts} + ${t.switched} <= ${t.gained} and ${t.lost} >= 0`),
  ],
);

/**
 * The same without attribution: a few rows an hour, however many articles readers came from, so that a year of days is
 * read at once.
 */
export const hourTotals = pgTable(
  "hour_totals",
  {
    hour: instant("hour").notNull(),
    kind: text({ enum: ["subscription", "gift", "pass", "source", "correction"] }).notNull(),
    countedAs: text("counted_as", { enum: ["subscription", "gift", "pass", "source"] }).notNull(),
    cause: text().notNull(),
    gained: integer().notNull().default(0),
    lost: integer().notNull().default(0),
    firsts: integer().notNull().default(0),
    switched: integer().notNull().default(0),
  },
  (t) => [primaryKey({ name: "hour_totals_pk", columns: [t.hour, t.kind, t.countedAs, t.cause] })],
);

/** What a drive showed last on each of its local days: the public history, with Hold and deadline as they were. */
export const driveDays = pgTable(
  "drive_days",
  {
    driveId: integer("drive_id")
      .notNull()
      .references(() => drives.id),
    day: date({ mode: "string" }).notNull(),
    subscriptions: integer().notNull(),
    gifts: integer().notNull(),
    passes: integer().notNull(),
    sources: integer().notNull(),
  },
  (t) => [primaryKey({ name: "drive_days_pk", columns: [t.driveId, t.day] })],
);
