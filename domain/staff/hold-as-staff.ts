import { z } from "zod";
import type { Ctx } from "@/domain/context";
import { holdDrive, releaseDrive } from "@/domain/drive/hold-drive";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { inOneTransaction } from "./in-one-transaction";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const slug = z.string().min(1).max(100);
const reason = z
  .string()
  .trim()
  .transform((text) => text.replace(/\s+/g, " "))
  .pipe(
    z.string().min(1, "Say why: readers see the reason.").max(160, "Keep the reason under 160 characters."),
  );

/** Freezes what every surface shows of a drive while counting goes on. Editors; audited with the reason. */
export async function holdDriveAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { slug: unknown; reason: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const wanted = parseInput(z.object({ slug, reason }), input);
  await inOneTransaction(ctx, async (inside) => {
    await holdDrive(inside, { ...wanted, by: staff.email });
    await recordAudit(inside.db, staff, {
      action: "drive.held",
      subject: wanted.slug,
      before: { held: false },
      after: { held: true, reason: wanted.reason },
    });
  });
}

/** Shows the true running count of a held drive again. Editors; audited. */
export async function releaseDriveAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { slug: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const wanted = parseInput(z.object({ slug }), input);
  const held = ctx.feed.read(wanted.slug)?.progress.held ?? null;
  await inOneTransaction(ctx, async (inside) => {
    await releaseDrive(inside, { ...wanted, by: staff.email });
    await recordAudit(inside.db, staff, {
      action: "drive.released",
      subject: wanted.slug,
      before: { held: true, reason: held?.reason ?? null },
      after: { held: false },
    });
  });
}
