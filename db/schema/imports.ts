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
    /** The slug its source gave when it was last imported: another one moves the article. Null when not recorded yet. */
    wishedSlug: text("wished_slug"),
    /** Where the original is read. */
    url: text(),
    importedAt: instant("imported_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.sourceId] })],
);
