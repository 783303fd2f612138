import { customType, integer, pgTable, text } from "drizzle-orm/pg-core";
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
  /** Where it was fetched from, so that it is not fetched again. */
  sourceUrl: text("source_url").notNull().unique(),
  width: integer().notNull(),
  height: integer().notNull(),
  avif: bytes().notNull(),
  webp: bytes().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});
