import { eq } from "drizzle-orm";
import { drives, installation, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { buildSnapshot } from "./build-snapshot";
import type { DriveSnapshot } from "./progress";

/** Every published drive as it is committed now. */
export async function loadSnapshots(ctx: Ctx): Promise<DriveSnapshot[]> {
  const rows = await ctx.db
    .select({ drive: drives, row: progress, verifiedAt: installation.verifiedAt })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id))
    .innerJoin(installation, eq(installation.id, 1))
    .where(eq(drives.published, true));
  return rows.map(({ drive, row, verifiedAt }) => buildSnapshot(drive, row, verifiedAt, ctx.settings));
}
