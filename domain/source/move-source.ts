import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { installation, sources } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { runningBreakdown } from "@/domain/drive/build-snapshot";
import {
  addChanges,
  lockInstallation,
  nextVersion,
  notifyProgress,
  openDrives,
  sameFigures,
  writeProgress,
} from "@/domain/drive/commit-progress";
import type { DriveSnapshot } from "@/domain/drive/progress";
import { appendLedger, totalAfter } from "@/domain/membership/save-changes";
import { currentFigure } from "./source-figure";

export type SourceRow = typeof sources.$inferSelect;

/** Where a change of a source stands in the ledger. */
export function sourceRef(sourceId: number, changeId: string): string {
  return `source:${sourceId}:${changeId}`;
}

/**
 * Brings what a source adds to the total to what its newest record says, as one change of the ledger, and publishes
 * it. Nothing happens where it says so already.
 */
export async function moveSource(
  tx: Tx,
  ctx: Ctx,
  source: SourceRow,
  change: { id: string; cause: "adjustment" | "reconcile"; effectiveAt: Date },
): Promise<DriveSnapshot[]> {
  const held = await lockInstallation(tx);
  const { counted } = await currentFigure(tx, source.id);
  const delta = counted - source.counted;
  const version = nextVersion(held.version);
  const bumped = { version, contentRevision: sql`${installation.contentRevision} + 1` };
  if (delta === 0) {
    await tx.update(installation).set(bumped).where(eq(installation.id, 1));
    return [];
  }
  const now = ctx.clock.now();
  const entry = {
    effectiveAt: change.effectiveAt,
    changeId: change.id,
    delta,
    kind: "source" as const,
    countedAs: "source" as const,
    memberId: null,
    firstJoinedAt: null,
    cause: change.cause,
    causeRef: sourceRef(source.id, change.id),
  };
  const total = totalAfter(held.total, [entry]);
  await appendLedger(tx, [entry], now, version, held.total);
  await tx.update(sources).set({ counted }).where(eq(sources.id, source.id));
  await tx
    .update(installation)
    .set({ ...bumped, total })
    .where(eq(installation.id, 1));
  const snapshots: DriveSnapshot[] = [];
  for (const open of await openDrives(tx)) {
    const row = addChanges(open.drive, open.row, [entry]);
    if (sameFigures(runningBreakdown(row), runningBreakdown(open.row))) continue;
    snapshots.push(
      await writeProgress(tx, ctx, held, { drive: open.drive, row }, version, { quietly: true }),
    );
  }
  await notifyProgress(tx, version);
  return snapshots;
}
