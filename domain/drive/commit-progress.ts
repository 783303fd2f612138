import { eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { runPrepared } from "@/db/prepared";
import { drives, installation, progress } from "@/db/schema";
import { together } from "@/db/together";
import type { Ctx } from "@/domain/context";
import { buildSnapshot, type DriveRow, type ProgressRow, stateAt } from "./build-snapshot";
import { PROGRESS_CHANNEL } from "./channel";
import { type FigureChange, fallsInto } from "./falls-into";
import type { Breakdown, DriveSnapshot } from "./progress";
import { recordDay } from "./record-day";
import { recordMilestones, recordReaching } from "./record-milestones";

export type Installation = typeof installation.$inferSelect;

/**
 * Locks the installation for the rest of the transaction. Everything that moves a number takes this lock
 * first, so that commits, versions and running totals come in one order.
 */
export async function lockInstallation(tx: Tx): Promise<Installation> {
  const [row] = await tx
    .select()
    .from(installation)
    .where(eq(installation.id, 1))
    .for("update")
    .prepare("lock_installation")
    .execute();
  if (!row) throw new Error("the installation row is missing: run npm run db:migrate");
  return row;
}

/** The next version: rises always, and says the time of the commit in Unix milliseconds. */
export function nextVersion(last: number): number {
  return Math.max(last + 1, Date.now());
}

/** The figure each kind of support moves. */
export const FIGURE = {
  subscription: "subscriptions",
  gift: "gifts",
  pass: "passes",
  source: "sources",
} as const;

/** Every published drive that is not final yet, with its figures. The caller holds the lock. */
export async function openDrives(tx: Tx): Promise<{ drive: DriveRow; row: ProgressRow }[]> {
  const rows = await tx
    .select({ drive: drives, row: progress })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id))
    .where(isNull(drives.finalisedAt))
    .prepare("open_drives")
    .execute();
  return rows.filter(({ drive }) => drive.published);
}

/**
 * Writes the new figures of a drive at `version` and gives the snapshot to publish after the commit. Records
 * reaching the goal and milestones, each once; `quietly` passes milestones without recording them, for steps that
 * are not people joining.
 */
export async function writeProgress(
  tx: Tx,
  ctx: Ctx,
  held: Installation,
  { drive, row }: { drive: DriveRow; row: ProgressRow },
  version: number,
  { quietly = false }: { quietly?: boolean } = {},
): Promise<DriveSnapshot> {
  const now = ctx.clock.now();
  const reached = await recordReaching(tx, drive, row, now);
  const highest = await recordMilestones(tx, reached, row, { version, now, quietly });
  const next: ProgressRow = {
    ...row,
    version,
    asOf: new Date(version),
    state: stateAt(reached, now),
    highest,
  };
  const { driveId, ...columns } = next;
  const snapshot = buildSnapshot(reached, next, held.verifiedAt, ctx.settings);
  await together([
    tx
      .insert(progress)
      .values(next)
      .onConflictDoUpdate({ target: progress.driveId, set: columns })
      .prepare("write_progress")
      .execute(),
    recordDay(tx, driveId, snapshot.progress, now),
  ]);
  return snapshot;
}

/** Adds changes to a row of figures. */
export function addChanges(drive: DriveRow, row: ProgressRow, changes: readonly FigureChange[]): ProgressRow {
  const next = { ...row };
  for (const change of changes) {
    if (fallsInto(drive, change)) next[FIGURE[change.countedAs]] += change.delta;
  }
  return next;
}

export function sameFigures(a: Breakdown, b: Breakdown): boolean {
  return (
    a.subscriptions === b.subscriptions &&
    a.gifts === b.gifts &&
    a.passes === b.passes &&
    a.sources === b.sources
  );
}

/** Tells the other instances, at commit, that a version was committed. */
export async function notifyProgress(tx: Tx, version: number): Promise<void> {
  await runPrepared(tx, "notify", sql`select pg_notify(${PROGRESS_CHANNEL}, ${String(version)})`);
}
