import { desc, eq } from "drizzle-orm";
import { sourceRecords, sources } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { currentFigure, type SourceRecord } from "./source-figure";

/** A source as readers see it. */
export interface PublicSource {
  name: string;
  counted: number;
  asOf: Date;
  /** A number alone cannot tell who is in it: it may include people counted elsewhere. */
  mayOverlap: boolean;
}

/** A source as staff see it, with everything that was ever recorded, newest first. */
export interface StaffSource {
  id: number;
  name: string;
  counted: number;
  revision: number;
  duplicates: number;
  records: SourceRecord[];
}

/** The sources that count now, by name, for the counting page. */
export async function listPublicSources(ctx: Ctx): Promise<PublicSource[]> {
  const rows = await ctx.db.select().from(sources).orderBy(sources.name);
  const figures = await Promise.all(rows.map((source) => currentFigure(ctx.db, source.id)));
  return rows.flatMap((source, i) => {
    const record = figures[i]?.record;
    if (!record || source.counted === 0) return [];
    return [
      {
        name: source.name,
        counted: source.counted,
        asOf: record.asOf,
        mayOverlap: record.kind === "number",
      },
    ];
  });
}

export async function listStaffSources(ctx: Ctx): Promise<StaffSource[]> {
  const rows = await ctx.db.select().from(sources).orderBy(sources.name);
  return Promise.all(
    rows.map(async ({ id, name, counted, revision }) => {
      const { duplicates } = await currentFigure(ctx.db, id);
      const records = await ctx.db
        .select()
        .from(sourceRecords)
        .where(eq(sourceRecords.sourceId, id))
        .orderBy(desc(sourceRecords.id));
      return { id, name, counted, revision, duplicates, records };
    }),
  );
}
