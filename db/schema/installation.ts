import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, real, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * One row: what is single in the installation. Its lock orders every commit that moves a number, so versions
 * and running totals have no gaps and no ties.
 */
export const installation = pgTable(
  "installation",
  {
    id: integer().primaryKey().default(1),
    /** Last version given out, in Unix milliseconds or above. */
    version: bigint({ mode: "number" }).notNull().default(0),
    /** People who count now, newsroom-wide: the sum of the ledger. */
    total: integer().notNull().default(0),
    /** Rises with any change of articles, drives' words or listed corrections: templates made before are dropped. */
    contentRevision: integer("content_revision").notNull().default(1),
    /** Whose Stripe account this is; events of another are not ours. Learned from the key. */
    stripeAccount: text("stripe_account"),
    lastWebhookAt: instant("last_webhook_at"),
    /** Every Stripe event up to here has been received or fetched. */
    caughtUpTo: instant("caught_up_to"),
    /** When a reconcile last compared everything with Stripe. */
    verifiedAt: instant("verified_at"),
    /** When the members who were there before were counted; until then they are not missing, only not counted yet. */
    backfilledAt: instant("backfilled_at"),
    /** Percent of the goal that webhooks alone may move a drive in ten minutes; 0 is no limit, null the mode's own. */
    jumpLimitPercent: real("jump_limit_percent"),
    /** Set by a restore: mail waits until staff have looked, because some of it may have been sent already. */
    mailHeldSince: instant("mail_held_since"),
    /** A sign of the EMAIL_HASH_KEY that the hashes here were made with; null until the app first runs. */
    emailKey: text("email_key"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check("installation_is_one_row", sql`${t.id} = 1`),
    check("total_is_never_negative", sql`${t.total} >= 0`),
    check("jump_limit_is_a_share", sql`${t.jumpLimitPercent} between 0 and 100`),
  ],
);
