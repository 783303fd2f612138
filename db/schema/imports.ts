import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { instant } from "./columns";

/** Where an imported article came from. */
export const importedArticles = pgTable(
  "imported_articles",
  {
    /** The kind of source and its address: `wordpress https://news.example`. */
    source: text().notNull(),
    sourceId: text("source_id").notNull(),
    articleId: integer("article_id")
      .notNull()
      .unique()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** Hash of what was imported: an article that did not change is left alone. */
    contentHash: text("content_hash").notNull(),
    /**
     * Hash of what was made of it without something that may be had another time: it is tried again until it is there.
     * Null when nothing is waited for.
     */
    pendingHash: text("pending_hash"),
    /** What was left out of it, in words; null when nothing was, or when it was not recorded yet. */
    leftOut: text("left_out"),
    /** The slug its source gave when it was last imported: another one moves the article. Null when not recorded yet. */
    wishedSlug: text("wished_slug"),
    /** Where the original is read. */
    url: text(),
    importedAt: instant("imported_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.sourceId] })],
);

/** The last import of each source of articles, for staff and for the schedule. */
export const articleImports = pgTable("article_imports", {
  source: text().primaryKey(),
  trigger: text({ enum: ["schedule", "command"] }).notNull(),
  startedAt: instant("started_at").notNull(),
  /** Null while it goes on, or when its process ended. */
  finishedAt: instant("finished_at"),
  added: integer().notNull().default(0),
  updated: integer().notNull().default(0),
  unchanged: integer().notNull().default(0),
  removed: integer().notNull().default(0),
  failed: integer().notNull().default(0),
  /** What could not be imported, a line each; the first twenty. */
  troubles: text().array().notNull(),
  /** How many articles of the source are here without something that it has; and what, a line each; the first twenty. */
  lossy: integer().notNull().default(0),
  losses: text().array().notNull().default([]),
  /** Why it did not get to its end. */
  error: text(),
});
