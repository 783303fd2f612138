import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { driveChanges, drives, ledger, productChoices, sourceRecords, sources } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { LocalizedText } from "@/domain/locale";

/** A listed change of the number that was not people joining or leaving. */
export interface Correction {
  at: Date;
  before: number;
  after: number;
  cause: (typeof ledger.$inferSelect)["cause"];
  /** What staff said, where they did: a source and why it was recorded, or why other products count. */
  reason: string | null;
}

/** A change of what a public drive promised. */
export interface TermChange {
  at: Date;
  drive: LocalizedText;
  timezone: string;
  term: "goal" | "stretchGoal" | "startsAt" | "endsAt" | "counting";
  /** Instants as ISO 8601. */
  before: string | number | null;
  after: string | number | null;
  reason: string;
}

/** Corrections up to this size are everyday housekeeping; larger ones are listed for readers. */
const LISTED_ABOVE = 10;
const LISTED = 200;

/** Every correction of more than ten members, newest first: what one import, comparison or decision changed. */
export async function listCorrections(ctx: Ctx): Promise<Correction[]> {
  const delta = sql<number>`sum(${ledger.delta})::int`;
  const after = sql<number>`(array_agg(${ledger.total} order by ${ledger.id} desc))[1]`;
  // A step may take several commits, which share what caused them; where nothing is named, a commit is a step.
  const step = sql`coalesce(${ledger.causeRef}, ${ledger.version}::text)`;
  const rows = await ctx.db
    .select({
      at: sql<Date>`max(${ledger.at})`.mapWith(ledger.at),
      cause: ledger.cause,
      delta,
      after,
      changeId: sql<string>`(array_agg(${ledger.changeId}))[1]`,
    })
    .from(ledger)
    .where(inArray(ledger.cause, ["import", "reconcile", "adjustment", "merge", "policy"]))
    .groupBy(step, ledger.cause)
    .having(sql`abs(sum(${ledger.delta})) > ${LISTED_ABOVE}`)
    .orderBy(desc(sql`max(${ledger.at})`))
    .limit(LISTED);
  const changeIds = rows.map((row) => row.changeId);
  const reasons = new Map([
    ...(await sourceReasons(ctx, changeIds)),
    ...(await policyReasons(ctx, changeIds)),
  ]);
  return rows.map((row) => ({
    at: row.at,
    before: row.after - row.delta,
    after: row.after,
    cause: row.cause,
    reason: reasons.get(row.changeId) ?? null,
  }));
}

/** Every change of goal, dates or way of counting of a public drive, newest first. */
export async function listTermChanges(ctx: Ctx): Promise<TermChange[]> {
  const rows = await ctx.db
    .select({ change: driveChanges, drive: drives })
    .from(driveChanges)
    .innerJoin(drives, eq(drives.id, driveChanges.driveId))
    .where(
      and(
        eq(drives.published, true),
        inArray(driveChanges.field, ["goal", "stretchGoal", "startsAt", "endsAt", "counting"]),
      ),
    )
    .orderBy(desc(driveChanges.at), desc(driveChanges.id))
    .limit(LISTED);
  return rows.map(({ change, drive }) => ({
    at: change.at,
    drive: drive.title,
    timezone: drive.timezone,
    term: change.field as TermChange["term"],
    before: change.before as string | number | null,
    after: change.after as string | number | null,
    reason: change.reason,
  }));
}

async function sourceReasons(ctx: Ctx, changeIds: readonly string[]): Promise<Map<string, string>> {
  if (changeIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ changeId: sourceRecords.changeId, name: sources.name, reason: sourceRecords.reason })
    .from(sourceRecords)
    .innerJoin(sources, eq(sources.id, sourceRecords.sourceId))
    .where(inArray(sourceRecords.changeId, [...changeIds]));
  return new Map(rows.map((row) => [row.changeId, `${row.name}: ${row.reason}`]));
}

async function policyReasons(ctx: Ctx, changeIds: readonly string[]): Promise<Map<string, string>> {
  if (changeIds.length === 0) return new Map();
  const { id, reason } = productChoices;
  const rows = await ctx.db
    .select({ id, reason })
    .from(productChoices)
    .where(inArray(id, [...changeIds]));
  return new Map(rows.map((row) => [row.id, row.reason]));
}
