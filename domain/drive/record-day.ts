import type { Tx } from "@/db/client";
import { driveDays } from "@/db/schema";
import type { Progress } from "./progress";
import { dayOf } from "./start-of-day";

/** Keeps what a drive shows as the last figure of its local day; a drive that has not begun has no days. */
export async function recordDay(tx: Tx, driveId: number, progress: Progress, now: Date): Promise<void> {
  if (progress.state === "upcoming") return;
  // What still counts after the deadline took effect before it: it belongs to the last day.
  const at = new Date(Math.min(now.getTime(), new Date(progress.endsAt).getTime() - 1));
  const day = dayOf(at, progress.timezone);
  await tx
    .insert(driveDays)
    .values({ driveId, day, ...progress.breakdown })
    .onConflictDoUpdate({ target: [driveDays.driveId, driveDays.day], set: progress.breakdown })
    .prepare("record_day")
    .execute();
}
