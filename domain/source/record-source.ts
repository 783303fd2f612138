import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { sourceEmails, sourceRecords, sources } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { DriveSnapshot } from "@/domain/drive/progress";
import { DomainError } from "@/domain/errors";
import { newId } from "@/domain/new-id";
import { parseInput } from "@/domain/parse-input";
import { rehearse } from "@/domain/repair/in-one-commit";
import { moveSource, type SourceRow } from "./move-source";
import { currentFigure } from "./source-figure";

/** What staff say of a source: how many, as of when, why, and where that can be looked up. */
export const sourceEntrySchema = z.object({
  /** Its public name, such as Patreon; a new one makes a new source. */
  name: z
    .string()
    .trim()
    .min(1, "Give the source its public name.")
    .max(80, "Keep the name under 80 characters."),
  asOf: z.date(),
  reason: z
    .string()
    .trim()
    .min(1, "Say where the number is from: readers see it.")
    .max(300, "Keep the reason under 300 characters."),
  evidenceUrl: z
    .url({ protocol: /^https$/, error: "Where it can be looked up is an https address." })
    .max(500, "Keep the address under 500 characters.")
    .nullable()
    .default(null),
  /** Null for a new source; else the revision that was looked at. */
  revision: z.int().nullable(),
  by: z.string().min(1),
});

export type SourceEntry = z.input<typeof sourceEntrySchema>;

/** How many people a source may have. */
export const sourcePeopleSchema = z
  .int("The number of people is a whole number.")
  .min(0, "The number of people is 0 or more.")
  .max(10_000_000, "The number of people is at most 10,000,000.");
const LIST_MAX = 1_000_000;
const ROWS_AT_ONCE = 5_000;

/** Records how many people a source has. Throws invalid_input, conflict. */
export async function recordSource(ctx: Ctx, entry: SourceEntry & { people: number }): Promise<SourceEffect> {
  const people = sourcePeopleSchema.safeParse(entry.people);
  if (!people.success) throw new DomainError("invalid_input", "The number of people is 0 or more.");
  return record(ctx, entry, { kind: "number", people: people.data, emailHashes: [] });
}

/**
 * Records a source from its list of members by keyed hash. People who count in Stripe are not counted again. Throws
 * invalid_input, conflict.
 */
export async function recordSourceList(
  ctx: Ctx,
  entry: SourceEntry & { emailHashes: readonly string[] },
): Promise<SourceEffect> {
  const { emailHashes } = entry;
  if (emailHashes.length > LIST_MAX) throw new DomainError("invalid_input", "That list is too long.");
  return record(ctx, entry, { kind: "list", people: emailHashes.length, emailHashes });
}

/** What recording would do, or undoing: run the verb inside, look at the effect, and nothing of it stays. */
export function previewSource(
  ctx: Ctx,
  change: (inside: Ctx) => Promise<SourceEffect>,
): Promise<SourceEffect> {
  return rehearse(ctx, change);
}

/** What a change of a source did to the total. */
export interface SourceEffect {
  sourceId: number;
  recordId: number;
  /** People in the source, and those of them who count elsewhere already. */
  people: number;
  duplicates: number;
  /** What the source adds to the total, before and after. */
  before: number;
  after: number;
}

interface Said {
  kind: "number" | "list";
  people: number;
  emailHashes: readonly string[];
}

async function record(ctx: Ctx, input: SourceEntry, said: Said): Promise<SourceEffect> {
  const { name, revision, by, asOf, reason, evidenceUrl } = parseInput(sourceEntrySchema, input);
  if (asOf > ctx.clock.now()) throw new DomainError("invalid_input", "The day is in the future.");
  return inTransaction(ctx, async (tx) => {
    const source = await takeSource(ctx, tx, name, revision);
    const changeId = newId();
    const [made] = await tx
      .insert(sourceRecords)
      .values({
        sourceId: source.id,
        kind: said.kind,
        people: said.people,
        duplicates: 0,
        asOf,
        recordedAt: ctx.clock.now(),
        recordedBy: by,
        reason,
        evidenceUrl,
        changeId,
      })
      .returning();
    if (!made) throw new Error("a record was not written");
    for (let i = 0; i < said.emailHashes.length; i += ROWS_AT_ONCE) {
      const rows = said.emailHashes.slice(i, i + ROWS_AT_ONCE);
      await tx.insert(sourceEmails).values(rows.map((emailHash) => ({ recordId: made.id, emailHash })));
    }
    return settle(ctx, tx, source, { recordId: made.id, changeId, effectiveAt: ctx.clock.now() });
  });
}

/** Takes back a record: the source counts again what it counted before. Throws invalid_input, conflict. */
export async function undoSourceRecord(
  ctx: Ctx,
  { recordId, revision, by }: { recordId: number; revision: number; by: string },
): Promise<SourceEffect> {
  return inTransaction(ctx, async (tx) => {
    const [undone] = await tx
      .update(sourceRecords)
      .set({ undoneAt: ctx.clock.now(), undoneBy: by })
      .where(and(eq(sourceRecords.id, recordId), isNull(sourceRecords.undoneAt)))
      .returning();
    if (!undone) throw new DomainError("invalid_input", "There is no such record, or it was undone already.");
    const source = await raiseRevision(tx, eq(sources.id, undone.sourceId), revision);
    return settle(ctx, tx, source, { recordId, changeId: newId(), effectiveAt: ctx.clock.now() });
  });
}

async function takeSource(ctx: Ctx, tx: Tx, name: string, revision: number | null): Promise<SourceRow> {
  if (revision !== null) return raiseRevision(tx, eq(sources.name, name), revision);
  const [made] = await tx
    .insert(sources)
    .values({ name, createdAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  throw new DomainError("conflict", `There is a source "${name}" already. Look at it, then record anew.`);
}

async function raiseRevision(tx: Tx, which: ReturnType<typeof eq>, revision: number): Promise<SourceRow> {
  const [source] = await tx
    .update(sources)
    .set({ revision: sql`${sources.revision} + 1` })
    .where(and(which, eq(sources.revision, revision)))
    .returning();
  if (source) return source;
  throw new DomainError("conflict", "Somebody else changed this source meanwhile. Look at it again.");
}

async function settle(
  ctx: Ctx,
  tx: Tx,
  source: SourceRow,
  { recordId, changeId, effectiveAt }: { recordId: number; changeId: string; effectiveAt: Date },
): Promise<{ result: SourceEffect; snapshots: DriveSnapshot[] }> {
  const change = { id: changeId, cause: "adjustment" as const, effectiveAt };
  const snapshots = await moveSource(tx, ctx, source, change);
  const { people, duplicates, counted, record } = await currentFigure(tx, source.id);
  if (record) await tx.update(sourceRecords).set({ duplicates }).where(eq(sourceRecords.id, record.id));
  await forgetOldLists(tx, source.id, record?.id ?? null);
  const result = {
    sourceId: source.id,
    recordId,
    people,
    duplicates,
    before: source.counted,
    after: counted,
  };
  return { result, snapshots };
}

/** An undone record can come back only by being recorded again, so its addresses are not kept. */
async function forgetOldLists(tx: Tx, sourceId: number, current: number | null): Promise<void> {
  const undone = await tx
    .select({ id: sourceRecords.id })
    .from(sourceRecords)
    .where(
      and(
        eq(sourceRecords.sourceId, sourceId),
        ne(sourceRecords.id, current ?? 0),
        sql`undone_at is not null`,
      ),
    );
  const ids = undone.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(sourceEmails).where(inArray(sourceEmails.recordId, ids));
}

async function inTransaction(
  ctx: Ctx,
  work: (tx: Tx) => Promise<{ result: SourceEffect; snapshots: DriveSnapshot[] }>,
): Promise<SourceEffect> {
  const { result, snapshots } = await ctx.db.transaction(work);
  ctx.feed.publish(snapshots);
  return result;
}
