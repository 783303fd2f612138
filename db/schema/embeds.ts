import { sql } from "drizzle-orm";
import { check, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What staff say of a host that shows the counter. A host nobody has spoken of has no row and is credited. */
export const embedHosts = pgTable(
  "embed_hosts",
  {
    host: text().primaryKey(),
    name: text(),
    /** From then on joins that start there are credited to nobody; what was credited stays. */
    switchedOffAt: instant("switched_off_at"),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [check("embed_host_is_a_host", sql`${t.host} ~ '^[a-z0-9-]+([.][a-z0-9-]+)*$'`)],
);
