import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Mail to be sent, written in the transaction of what it tells of. A letter is `sending` before the mail server
 * hears of it: one that ends there may have arrived, so it is `uncertain` and never sent again by itself.
 */
export const letters = pgTable(
  "letters",
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ["gift", "gift_receipt", "notice"] }).notNull(),
    /** The gift it is about, or the notification. */
    subjectId: uuid("subject_id").notNull(),
    /** Tells letters of one kind about one subject apart: what was asked for again, or the channel of a notice. */
    serial: integer().notNull().default(0),
    locale: text({ enum: ["en", "uk"] }).notNull(),
    /** The address, sealed; null as soon as it is no longer needed. */
    toSealed: text("to_sealed"),
    state: text({ enum: ["queued", "sending", "sent", "uncertain", "failed"] })
      .notNull()
      .default("queued"),
    dueAt: instant("due_at").notNull(),
    leaseUntil: instant("lease_until"),
    attempts: integer().notNull().default(0),
    sentAt: instant("sent_at"),
    /** Of the last attempt, without the address. */
    lastError: text("last_error"),
  },
  (t) => [
    unique("a_letter_once").on(t.kind, t.subjectId, t.serial),
    index("letters_due_idx").on(t.dueAt).where(sql`${t.state} in ('queued', 'sending')`),
  ],
);

/** Attempts counted against a limit, by keyed hash of what is limited. */
export const attemptLimits = pgTable("attempt_limits", {
  key: text().primaryKey(),
  points: integer().notNull(),
  resetsAt: instant("resets_at").notNull(),
});
