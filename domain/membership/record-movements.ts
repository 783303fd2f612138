import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { installation } from "@/db/schema";
import { together } from "@/db/together";
import type { Ctx } from "@/domain/context";
import { type DriveRow, type ProgressRow, runningBreakdown } from "@/domain/drive/build-snapshot";
import {
  addChanges,
  type Installation,
  nextVersion,
  notifyProgress,
  sameFigures,
  writeProgress,
} from "@/domain/drive/commit-progress";
import { guardJump } from "@/domain/drive/jump-guard";
import type { DriveSnapshot } from "@/domain/drive/progress";
import type { Movement } from "./recount";
import { appendLedger, totalAfter } from "./save-changes";

/** What was read when the lock was taken. */
export interface Standing {
  held: Installation;
  /** Published drives that are not final, with their figures. */
  open: readonly { drive: DriveRow; row: ProgressRow }[];
}

/** Writes the ledger, the figures and the version: everything public of one commit. Gives what to publish after it. */
export async function recordMovements(
  tx: Tx,
  ctx: Ctx,
  { held, open }: Standing,
  movements: readonly Movement[],
  { fromWebhook, now }: { fromWebhook: boolean; now: Date },
): Promise<DriveSnapshot[]> {
  const lastWebhookAt = fromWebhook ? now : held.lastWebhookAt;
  if (movements.length === 0) {
    if (fromWebhook) await writeInstallation(tx, { lastWebhookAt });
    return [];
  }
  const version = nextVersion(held.version);
  const total = totalAfter(held.total, movements);
  const [, , , snapshots] = await together([
    appendLedger(tx, movements, now, version, held.total),
    writeInstallation(tx, { version, total, lastWebhookAt }),
    notifyProgress(tx, version),
    moveDrives(tx, ctx, { held, open }, movements, version, now),
  ]);
  return snapshots;
}

async function writeInstallation(tx: Tx, change: Partial<Installation>): Promise<void> {
  await tx
    .update(installation)
    .set(change)
    .where(eq(installation.id, 1))
    .prepare("write_installation")
    .execute();
}

async function moveDrives(
  tx: Tx,
  ctx: Ctx,
  { held, open }: Standing,
  movements: readonly Movement[],
  version: number,
  now: Date,
): Promise<DriveSnapshot[]> {
  const quietly = movements.every((movement) => movement.cause === "import");
  const limit = held.jumpLimitPercent ?? ctx.settings.jumpLimitPercent;
  const snapshots: DriveSnapshot[] = [];
  for (const { drive, row: before } of open) {
    const after = addChanges(drive, before, movements);
    if (sameFigures(runningBreakdown(after), runningBreakdown(before))) continue;
    const guarded = await guardJump(tx, drive, { before, after }, movements, limit, now);
    snapshots.push(await writeProgress(tx, ctx, held, guarded, version, { quietly }));
  }
  return snapshots;
}
