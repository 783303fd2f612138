import { eq } from "drizzle-orm";
import { sourceRecords, sources } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { newId } from "@/domain/new-id";
import { moveSource } from "./move-source";
import { currentFigure } from "./source-figure";

/**
 * Looks again at who of the imported lists counts in Stripe by now: people who joined there are not counted twice,
 * people who left are counted by their list again. Gives, in words, what moved.
 */
export async function refreshSources(ctx: Ctx): Promise<string[]> {
  const said: string[] = [];
  for (const { id } of await ctx.db.select({ id: sources.id }).from(sources).orderBy(sources.id)) {
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
