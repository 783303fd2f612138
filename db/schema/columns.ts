import { customType, timestamp } from "drizzle-orm/pg-core";

/** Every time in the database: an instant, read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** PostgreSQL's searchable form of a text. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
