import { bigint, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Processes that serve the newsroom now. Each says every few seconds that it is there and what it shows. */
export const instances = pgTable(
  "instances",
  {
    id: uuid().primaryKey(),
    /** The machine's own name. */
    host: text().notNull(),
    startedAt: instant("started_at").notNull(),
    /** By the database's clock, as the machines' own differ. */
    seenAt: instant("seen_at").notNull(),
    /** Highest version of progress it shows. */
    version: bigint({ mode: "number" }).notNull(),
  },
  (t) => [index("instances_seen_idx").on(t.seenAt)],
);
