import { eq } from "drizzle-orm";
import { drives } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { changeDrive } from "./change-drive";
import { heldFigures } from "./jump-guard";

/**
 * Freezes what every surface shows of a drive, at the figures last compared with Stripe, while counting goes on. Throws drive_already_held,
 * drive_not_found, invalid_input.
 */
export async function holdDrive(
  ctx: Ctx,
  { slug, reason, by }: { slug: string; reason: string; by: string },
): Promise<void> {
  const words = reason.trim();
  if (!words)
    throw new DomainError("invalid_input", "Say why: readers see that the number is paused, staff see why.");
  await changeDrive(ctx, slug, async (tx, drive, row) => {
    if (drive.heldAt) throw new DomainError("drive_already_held", "This drive is already on hold.");
    const held = { heldAt: ctx.clock.now(), heldReason: words.slice(0, 300), heldBy: by };
    await tx.update(drives).set(held).where(eq(drives.id, drive.id));
    return { drive: { ...drive, ...held }, row: { ...row, ...heldFigures(row) } };
  });
}

/** Shows the running figures again. Throws drive_not_held, drive_not_found. */
export async function releaseDrive(ctx: Ctx, { slug }: { slug: string; by: string }): Promise<void> {
  await changeDrive(ctx, slug, async (tx, drive, row) => {
    if (!drive.heldAt) throw new DomainError("drive_not_held", "This drive is not on hold.");
    const free = { heldAt: null, heldReason: null, heldBy: null };
    await tx.update(drives).set(free).where(eq(drives.id, drive.id));
    // Whoever released has looked: the guard starts counting anew.
    return {
      drive: { ...drive, ...free },
      row: { ...row, heldBreakdown: null, heldVerifiedAt: null, recentMoves: [] },
    };
  });
}
