import { eq } from "drizzle-orm";
import { drives, installation, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { buildSnapshot, type DriveRow, stateAt } from "@/domain/drive/build-snapshot";
import { fillMessage } from "@/domain/drive/fill-message";
import { type Progress, percentOf, progressIn } from "@/domain/drive/progress";
import { DomainError } from "@/domain/errors";
import { type Locale, localized } from "@/domain/locale";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

/** Moments of a drive that staff may look at before they come. */
export const PREVIEW_MOMENTS = ["start", "now", "reached", "ended"] as const;
export type PreviewMoment = (typeof PREVIEW_MOMENTS)[number];

/** What readers would be shown of a drive at a moment, and when that is. */
export interface DrivePreview {
  title: string;
  progress: Progress;
  at: Date;
  moment: PreviewMoment;
}

/**
 * A drive, a draft too, as readers would see it at a moment of its own; nothing of it is kept or shown to anybody
 * else. Any role. Throws drive_not_found.
 */
export async function previewDrive(
  ctx: Ctx,
  staff: StaffMember | null,
  { slug, moment, locale }: { slug: string; moment: PreviewMoment; locale: Locale },
): Promise<DrivePreview> {
  requireRole(staff, "viewer");
  const [found] = await ctx.db
    .select({ drive: drives, row: progress })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id))
    .where(eq(drives.slug, slug));
  if (!found) throw new DomainError("drive_not_found", `There is no drive "${slug}".`);
  const [state] = await ctx.db.select({ at: installation.verifiedAt }).from(installation);
  const { drive } = found;
  const snapshot = buildSnapshot(drive, found.row, state?.at ?? null, ctx.settings);
  const at = momentOf(drive, moment, ctx.clock.now());
  const shown = { ...progressIn(snapshot, locale), ...pretended(drive, moment, at) };
  const message = fillMessage(localized(drive.message, locale), shown, locale);
  return {
    title: drive.title.en,
    progress: { ...shown, message },
    at,
    moment,
  };
}

function momentOf(drive: DriveRow, moment: PreviewMoment, now: Date): Date {
  switch (moment) {
    case "start":
      return drive.startsAt;
    case "now":
      return now;
    case "reached":
      return new Date((drive.startsAt.getTime() + drive.endsAt.getTime()) / 2);
    case "ended":
      return drive.endsAt;
  }
}

/** What is not so yet: the state of the moment, and its figure where the moment says one. */
function pretended(drive: DriveRow, moment: PreviewMoment, at: Date): Partial<Progress> {
  const asOf = at.toISOString();
  if (moment !== "reached") return { state: stateAt(drive, at), asOf };
  const count = drive.goal;
  return {
    state: "reached",
    asOf,
    reachedAt: asOf,
    count,
    remaining: 0,
    percent: percentOf(count, drive.goal),
    held: null,
  };
}
