import { and, eq, gt, isNull, max } from "drizzle-orm";
import { ledger, members, sourceEmails, sourceRecords, sources } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { newId } from "@/domain/new-id";
import { moveSource } from "./move-source";
import { currentFigure } from "./source-figure";

/**
 * Looks again at who of the imported lists counts in Stripe by now: people who joined there are not counted twice,
 * people who left are counted by their list again. Gives, in words, what moved.
 */
export async function refreshSources(ctx: Ctx): Promise<string[]> {
  const every = await ctx.db.select({ id: sources.id }).from(sources).orderBy(sources.id);
  return refreshEach(
    ctx,
    every.map(({ id }) => id),
  );
}

/**
 * The same, at once, for the lists of people who began or ceased to count since a row of the ledger; gives the newest
 * row, to go on from. Null begins at the newest.
 */
export async function refreshListed(ctx: Ctx, after: number | null): Promise<number> {
  const [newest] = await ctx.db.select({ id: max(ledger.id) }).from(ledger);
  const last = newest?.id ?? 0;
  if (after === null || last <= after) return last;
  const listed = await ctx.db
    .selectDistinct({ id: sourceRecords.sourceId })
    .from(ledger)
    .innerJoin(members, eq(members.id, ledger.memberId))
    .innerJoin(sourceEmails, eq(sourceEmails.emailHash, members.emailHash))
    .innerJoin(
      sourceRecords,
      and(eq(sourceRecords.id, sourceEmails.recordId), isNull(sourceRecords.undoneAt)),
    )
    .where(gt(ledger.id, after))
    .orderBy(sourceRecords.sourceId);
  await refreshEach(
    ctx,
    listed.map(({ id }) => id),
  );
  return last;
}

async function refreshEach(ctx: Ctx, ids: readonly number[]): Promise<string[]> {
  const said: string[] = [];
  for (const id of ids) {
    const snapshots = await ctx.db.transaction(async (tx) => {
      const [source] = await tx.select().from(sources).where(eq(sources.id, id)).for("update");
      const { counted, duplicates, record } = await currentFigure(tx, id);
      if (!source || !record || counted === source.counted) return [];
      said.push(`source ${source.name}: ${source.counted} → ${counted}, ${duplicates} count elsewhere`);
      await tx.update(sourceRecords).set({ duplicates }).where(eq(sourceRecords.id, record.id));
      return moveSource(tx, ctx, source, {
        id: newId(),
        cause: "reconcile",
        effectiveAt: ctx.clock.now(),
      });
    });
    ctx.feed.publish(snapshots);
  }
  return said;
}
