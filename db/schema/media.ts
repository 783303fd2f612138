import { customType, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** PGlite gives a Uint8Array where postgres.js gives a Buffer. */
const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => Buffer.from(value),
  toDriver: (value) => value,
});

/** Pictures that came with imported articles, in the database so that every instance and every backup has them. */
export const media = pgTable("media", {
  /** Start of the SHA-256 of what was fetched: the same picture is stored once. */
  id: text().primaryKey(),
  /** Where it was fetched from, so that it is fetched again only when it changed; null once another is there. */
  sourceUrl: text("source_url").unique(),
  /** What its source called this version of it, and when it was last asked for. */
  etag: text(),
  lastModified: text("last_modified"),
  checkedAt: instant("checked_at").notNull().defaultNow(),
  width: integer().notNull(),
  height: integer().notNull(),
  avif: bytes().notNull(),
  webp: bytes().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** The same pictures narrower, so that a phone need not fetch what a desk shows. */
export const mediaSizes = pgTable(
  "media_sizes",
  {
    mediaId: text("media_id")
      .notNull()
      .references(() => media.id, { onDelete: "cascade" }),
    /** In pixels. */
    width: integer().notNull(),
    avif: bytes().notNull(),
    webp: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.mediaId, t.width] })],
);
