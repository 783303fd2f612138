import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A place members come from that Stripe does not know, shown by its own name. */
export const sources = pgTable(
  "sources",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    /** What it adds to the total now: the sum of its ledger rows. */
    counted: integer().notNull().default(0),
    /** Rises with every change by staff, so that two editors cannot overwrite each other. */
    revision: integer().notNull().default(1),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [unique("sources_name_once").on(t.name), check("source_is_never_negative", sql`${t.counted} >= 0`)],
);

/** What staff recorded of a source, newest last. Undoing marks a record; nothing is deleted. */
export const sourceRecords = pgTable(
  "source_records",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sourceId: integer("source_id")
      .notNull()
      .references(() => sources.id),
    /** A number somebody read, or a list of people by hashed e-mail. */
    kind: text({ enum: ["number", "list"] }).notNull(),
    /** People in the source, and those of them who count elsewhere already (lists only). */
    people: integer().notNull(),
    duplicates: integer().notNull(),
    /** The day the number was true. */
    asOf: instant("as_of").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    reason: text().notNull(),
    evidenceUrl: text("evidence_url"),
    undoneAt: instant("undone_at"),
    undoneBy: text("undone_by"),
    /** The ledger's change that this record made. */
    changeId: uuid("change_id").notNull(),
  },
  (t) => [
    index("source_records_source_idx").on(t.sourceId),
    check("people_are_not_negative", sql`${t.people} >= 0 and ${t.duplicates} between 0 and ${t.people}`),
    check("undone_by_someone", sql`(${t.undoneAt} is null) = (${t.undoneBy} is null)`),
  ],
);

/** The people of an imported list, as keyed hashes only. */
export const sourceEmails = pgTable(
  "source_emails",
  {
    recordId: integer("record_id")
      .notNull()
      .references(() => sourceRecords.id, { onDelete: "cascade" }),
    emailHash: text("email_hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.recordId, t.emailHash] }),
    index("source_emails_hash_idx").on(t.emailHash),
  ],
);

/** What staff filled in of a source and have not confirmed: shown with its effect first. Forgotten after a day. */
export const sourceDrafts = pgTable(
  "source_drafts",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** The revision of the source that was looked at; null for a new source. */
    revision: integer(),
    people: integer().notNull(),
    /** The people of a list, as keyed hashes only; null for a number. */
    emailHashes: text("email_hashes").array(),
    /** Lines of a list that had no address, and addresses that came a second time. */
    withoutEmail: integer("without_email").notNull().default(0),
    repeated: integer().notNull().default(0),
    asOf: instant("as_of").notNull(),
    reason: text().notNull(),
    evidenceUrl: text("evidence_url"),
    draftedBy: text("drafted_by").notNull(),
    draftedAt: instant("drafted_at").notNull(),
  },
  (t) => [check("a_list_is_as_long_as_it_says", sql`cardinality(${t.emailHashes}) = ${t.people}`)],
);
