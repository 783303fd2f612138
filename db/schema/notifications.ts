import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const NOTICE_EVENTS = ["milestone", "stall", "failure", "hold", "digest"] as const;

/** Where staff want to be told, and of what. */
export const notificationChannels = pgTable("notification_channels", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** A letter, or a Slack-compatible incoming webhook. */
  kind: text({ enum: ["email", "webhook"] }).notNull(),
  /** The address, sealed: a webhook's is a secret. */
  targetSealed: text("target_sealed").notNull(),
  /** What staff see of it: "an…@courier.example", "hooks.slack.com". */
  shown: text().notNull(),
  events: text({ enum: NOTICE_EVENTS }).array().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** What staff were told of, each once whichever instance saw it first. */
export const notifications = pgTable(
  "notifications",
  {
    id: uuid().primaryKey(),
    event: text({ enum: [...NOTICE_EVENTS, "test"] }).notNull(),
    /** Tells happenings of one event apart, such as "25000:12500". */
    subject: text().notNull(),
    at: instant("at").notNull(),
    title: text().notNull(),
    lines: text().array().notNull(),
    /** Where in the staff room more is said. */
    path: text().notNull(),
  },
  (t) => [unique("told_once").on(t.event, t.subject), index("notifications_at_idx").on(t.at)],
);

/** Notifications on their way to webhooks; those by e-mail are `letters`. */
export const notificationPosts = pgTable(
  "notification_posts",
  {
    notificationId: uuid("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    channelId: integer("channel_id")
      .notNull()
      .references(() => notificationChannels.id, { onDelete: "cascade" }),
    /** As a letter: what may have been taken is never sent again by itself. */
    state: text({ enum: ["queued", "sending", "sent", "uncertain", "failed"] })
      .notNull()
      .default("queued"),
    dueAt: instant("due_at").notNull(),
    leaseUntil: instant("lease_until"),
    attempts: integer().notNull().default(0),
    sentAt: instant("sent_at"),
    lastError: text("last_error"),
  },
  (t) => [
    primaryKey({ columns: [t.notificationId, t.channelId] }),
    index("notification_posts_due_idx").on(t.state, t.dueAt),
  ],
);
