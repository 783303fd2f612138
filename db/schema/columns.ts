import { timestamp } from "drizzle-orm/pg-core";

/** Every time in the database: an instant, read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
