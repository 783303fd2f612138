import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { drives, installation, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import type { DriveRow, ProgressRow } from "./build-snapshot";
import { lockInstallation, nextVersion, notifyProgress, writeProgress } from "./commit-progress";

/**
 * Changes a drive under the installation's lock and publishes it at a new version. `change` writes what it
 * changes and gives both rows as they are afterwards. Throws drive_not_found.
 */
export async function changeDrive(
  ctx: Ctx,
  slug: string,
  change: (tx: Tx, drive: DriveRow, row: ProgressRow) => Promise<{ drive: DriveRow; row: ProgressRow }>,
): Promise<void> {
  const snapshot = await ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const [found] = await tx
      .select({ drive: drives, row: progress })
      .from(drives)
      .innerJoin(progress, eq(progress.driveId, drives.id))
      .where(eq(drives.slug, slug));
    if (!found) throw new DomainError("drive_not_found", `There is no drive "${slug}".`);
    const changed = await change(tx, found.drive, found.row);
    const version = nextVersion(held.version);
    await tx
      .update(installation)
      .set({ version, contentRevision: sql`${installation.contentRevision} + 1` })
      .where(eq(installation.id, 1));
    await notifyProgress(tx, version);
    return changed.drive.published ? await writeProgress(tx, ctx, held, changed, version) : null;
  });
  if (snapshot) ctx.feed.publish([snapshot]);
}
