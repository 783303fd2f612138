import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { driveMilestones, drives } from "@/db/schema";
import { type DriveRow, type ProgressRow, runningBreakdown, totalOf } from "./build-snapshot";
import { JUMP_GUARD } from "./jump-guard";
import { milestonesBetween } from "./milestones";

/**
 * Records the first moment that a started drive meets its goal (policy 11). What the jump guard holds may be a
 * mistake, so it waits for the release.
 */
export async function recordReaching(
  tx: Tx,
  drive: DriveRow,
  row: ProgressRow,
  now: Date,
): Promise<DriveRow> {
  const isMet = totalOf(runningBreakdown(row)) >= drive.goal && now >= drive.startsAt;
  if (drive.reachedAt || !isMet || drive.heldBy === JUMP_GUARD) return drive;
  const reached = {
    reachedAt: new Date(Math.min(now.getTime(), drive.endsAt.getTime())),
    reachedGoal: drive.goal,
  };
  await tx.update(drives).set(reached).where(eq(drives.id, drive.id));
  return { ...drive, ...reached };
}

/** Records the milestones that the shown count passed, each once a drive; gives the highest count shown so far. */
export async function recordMilestones(
  tx: Tx,
  drive: DriveRow,
  row: ProgressRow,
  { version, now, quietly }: { version: number; now: Date; quietly: boolean },
): Promise<number> {
  const count = totalOf(runningBreakdown(row));
  if (count <= row.highest || drive.heldAt) return row.highest;
  const hasStarted = now >= drive.startsAt && now < drive.endsAt;
  const passed = quietly || !hasStarted ? [] : milestonesBetween(drive, row.highest, count);
  if (passed.length > 0) {
    await tx
      .insert(driveMilestones)
      .values(passed.map((milestone) => ({ ...milestone, driveId: drive.id, reachedAt: now, version })))
      .onConflictDoNothing();
  }
  return count;
}
