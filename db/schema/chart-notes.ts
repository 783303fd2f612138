import { date, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { drives } from "./drives";

/** What staff wrote beside a day of a drive's chart, such as "newsletter sent". */
export const chartNotes = pgTable(
  "chart_notes",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    driveId: integer("drive_id")
      .notNull()
      .references(() => drives.id),
    day: date({ mode: "string" }).notNull(),
    words: text().notNull(),
    writtenBy: text("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
  },
  (t) => [index("chart_notes_drive_idx").on(t.driveId, t.day)],
);
