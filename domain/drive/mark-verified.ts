import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { drives, installation } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type DriveRow, type ProgressRow, runningBreakdown, totalOf } from "./build-snapshot";
import { lockInstallation, nextVersion, notifyProgress, openDrives, writeProgress } from "./commit-progress";
import type { DriveSnapshot } from "./progress";

/** How long a number stays provisional after the deadline: Stripe's own retries have ended by then. */
export const PROVISIONAL_MS = 72 * 3_600_000;

/**
 * Records that everything was compared with Stripe at `at`, in every public drive, and makes final those whose
 * deadline is 72 hours past. What is held stays as it is until staff release it.
 */
export async function markVerified(ctx: Ctx, at: Date): Promise<void> {
  const snapshots = await ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const version = nextVersion(held.version);
    await tx.update(installation).set({ version, verifiedAt: at }).where(eq(installation.id, 1));
    const written: DriveSnapshot[] = [];
    for (const open of await openDrives(tx)) {
      const drive = await finalise(tx, open.drive, open.row, at);
      const row = { ...open.row, verifiedBreakdown: runningBreakdown(open.row), verifiedAt: at };
      written.push(await writeProgress(tx, ctx, { ...held, verifiedAt: at }, { drive, row }, version));
    }
    await notifyProgress(tx, version);
    return written;
  });
  ctx.feed.publish(snapshots);
}

/** Whether a comparison at `at` makes a drive's number final. */
export function isDueToBeFinal(
  drive: Pick<DriveRow, "endsAt" | "heldAt" | "finalisedAt">,
  at: Date,
): boolean {
  return !drive.finalisedAt && !drive.heldAt && at.getTime() >= drive.endsAt.getTime() + PROVISIONAL_MS;
}

async function finalise(tx: Tx, drive: DriveRow, row: ProgressRow, at: Date): Promise<DriveRow> {
  if (!isDueToBeFinal(drive, at)) return drive;
  const final = { finalisedAt: at, finalCount: totalOf(runningBreakdown(row)) };
  await tx.update(drives).set(final).where(eq(drives.id, drive.id));
  return { ...drive, ...final };
}
