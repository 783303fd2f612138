import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { members, type StoredAttribution } from "./members";

/** Every change of who counts, with its cause. Append-only: a trigger refuses update and delete. */
export const ledger = pgTable(
  "ledger",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** When it was recorded, and when it took effect by Stripe's time. */
    at: instant("at").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    /** Rows of one decision share it: a change of kind is a −1 and a +1. */
    changeId: uuid("change_id").notNull(),
    delta: integer().notNull(),
    kind: text({ enum: ["subscription", "gift", "pass", "source", "correction"] }).notNull(),
    /** The part of the public breakdown it moves; equal to `kind` but for corrections. */
    countedAs: text("counted_as", { enum: ["subscription", "gift", "pass", "source"] }).notNull(),
    memberId: uuid("member_id").references(() => members.id),
    /** The member's, copied so that a `new` drive is a sum over rows. */
    firstJoinedAt: instant("first_joined_at"),
    cause: text({
      enum: [
        "event",
        "import",
        "reconcile",
        "adjustment",
        "start",
        "expiry",
        "merge",
        "policy",
        "welcome",
        "settle",
      ],
    }).notNull(),
    /** The event, import or person behind the cause. */
    causeRef: text("cause_ref"),
    attribution: jsonb().$type<StoredAttribution>(),
    planId: text("plan_id"),
    country: text(),
    /** Newsroom-wide running total after this row. */
    total: integer().notNull(),
    version: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    check("delta_moves", sql`${t.delta} <> 0`),
    check("a_person_is_one", sql`${t.memberId} is null or abs(${t.delta}) = 1`),
    check("total_is_never_negative", sql`${t.total} >= 0`),
    check("kind_agrees", sql`${t.kind} = 'correction' or ${t.kind} = ${t.countedAs}`),
    index("ledger_at_idx").on(t.at),
    index("ledger_effective_idx").on(t.effectiveAt),
    index("ledger_member_idx").on(t.memberId),
    index("ledger_version_idx").on(t.version),
  ],
);
