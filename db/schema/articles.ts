import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, tsvector } from "./columns";

export const sections = pgTable("sections", {
  slug: text().primaryKey(),
  /** Name by language. */
  name: jsonb().$type<{ en: string; uk?: string }>().notNull(),
  position: integer().notNull(),
});

/** Name, role and biography of an author by language. */
export type AuthorTranslations = { uk?: { name: string; role: string; bio: string } };

export const authors = pgTable("authors", {
  slug: text().primaryKey(),
  name: text().notNull(),
  role: text().notNull(),
  bio: text().notNull(),
  /** The same in other languages, where there is such a text. */
  translations: jsonb().$type<AuthorTranslations>().notNull().default({}),
  avatar: jsonb(),
});

export const articles = pgTable(
  "articles",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    slug: text().notNull(),
    locale: text({ enum: ["en", "uk"] }).notNull(),
    sectionSlug: text("section_slug")
      .notNull()
      .references(() => sections.slug),
    headline: text().notNull(),
    standfirst: text().notNull(),
    hero: jsonb(),
    editorsNote: text("editors_note"),
    correction: text(),
    /** Blocks as domain/article/article.ts has them. */
    body: jsonb().notNull(),
    tags: text().array().notNull(),
    /** The body as words alone, for search. */
    plainText: text("plain_text").notNull().default(""),
    /** Words as they stand, in any language; headlines weigh most. */
    searchable: tsvector()
      .notNull()
      .generatedAlwaysAs(
        sql`setweight(to_tsvector('simple'::regconfig, headline), 'A') || setweight(to_tsvector('simple'::regconfig, standfirst), 'B') || setweight(to_tsvector('simple'::regconfig, plain_text), 'C')`,
      ),
    /** The original, when search engines are to be sent there; null when this is it. */
    canonicalUrl: text("canonical_url"),
    publishedAt: instant("published_at").notNull(),
    updatedAt: instant("updated_at"),
  },
  (t) => [
    unique("articles_slug_once_a_language").on(t.slug, t.locale),
    index("articles_river_idx").on(t.locale, t.publishedAt),
    index("articles_searchable_idx").using("gin", t.searchable),
    check("article_slug_is_a_slug", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
  ],
);

/** Addresses that articles had: they lead to where the article is now, and no other article gets them. */
export const articleRedirects = pgTable(
  "article_redirects",
  {
    slug: text().notNull(),
    locale: text({ enum: ["en", "uk"] }).notNull(),
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    since: instant("since").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.slug, t.locale] }),
    index("article_redirects_article_idx").on(t.articleId),
  ],
);

export const articleAuthors = pgTable(
  "article_authors",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    authorSlug: text("author_slug")
      .notNull()
      .references(() => authors.slug),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.authorSlug] }),
    index("article_authors_author_idx").on(t.authorSlug),
  ],
);
