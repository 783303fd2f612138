import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { sourceRecords } from "@/db/schema";

export type SourceRecord = typeof sourceRecords.$inferSelect;

/** What a source adds to the total by its newest record that stands. */
export interface SourceFigure {
  record: SourceRecord | null;
  people: number;
  /** People of a list who count elsewhere: in Stripe, or on the list of an earlier source. */
  duplicates: number;
  counted: number;
}

export async function currentFigure(db: Tx | Db, sourceId: number): Promise<SourceFigure> {
  const [record] = await db
    .select()
    .from(sourceRecords)
    .where(and(eq(sourceRecords.sourceId, sourceId), isNull(sourceRecords.undoneAt)))
    .orderBy(desc(sourceRecords.id))
    .limit(1);
  if (!record) return { record: null, people: 0, duplicates: 0, counted: 0 };
  const duplicates = record.kind === "list" ? await listedElsewhere(db, record) : 0;
  return { record, people: record.people, duplicates, counted: record.people - duplicates };
}

async function listedElsewhere(db: Tx | Db, record: SourceRecord): Promise<number> {
  const [row] = rowsOf<{ n: number }>(
    await db.execute(sql`
      select count(*)::int as n from source_emails e
      where e.record_id = ${record.id} and (
        exists (select 1 from members m where m.counted and m.email_hash = e.email_hash)
        or exists (
          select 1 from source_emails o join source_records r on r.id = o.record_id
          where o.email_hash = e.email_hash and r.source_id < ${record.sourceId} and r.undone_at is null
            and r.id = (select max(n.id) from source_records n
              where n.source_id = r.source_id and n.undone_at is null)
        )
      )`),
  );
  return row?.n ?? 0;
}
