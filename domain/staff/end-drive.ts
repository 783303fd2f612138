import { z } from "zod";
import type { Ctx } from "@/domain/context";
import { updateDrive } from "@/domain/drive/update-drive";
import { DomainError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { inOneTransaction } from "./in-one-transaction";
import { readDrive } from "./manage-drives";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

/** The deadline is still ahead when it is written, and a whole second. */
const AHEAD_MS = 1_000;

const inputSchema = z.object({
  slug: z.string("Say which drive.").min(1).max(100),
  revision: z.coerce.number().int(),
  reason: z.string().trim().min(1, "Say why: readers see the reason.").max(300),
});

/**
 * Ends a running drive within two seconds: its deadline becomes now. What took effect until then still counts for 72
 * hours. Editors; audited with the reason. Throws invalid_input, conflict, drive_not_found.
 */
export async function endDriveAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { slug: unknown; revision: unknown; reason: unknown },
): Promise<{ slug: string }> {
  requireRole(staff, "editor");
  const { slug, revision, reason } = parseInput(inputSchema, input);
  const { drive } = await readDrive(ctx, staff, slug);
  const now = ctx.clock.now();
  if (!drive.published || now < drive.startsAt) {
    throw new DomainError(
      "invalid_input",
      "This drive has not started: change its dates, or leave it a draft.",
    );
  }
  const endsAt = new Date(Math.ceil(now.getTime() / 1_000) * 1_000 + AHEAD_MS);
  if (endsAt >= drive.endsAt) throw new DomainError("invalid_input", "This drive is over.");
  await inOneTransaction(ctx, async (inside) => {
    await updateDrive(inside, { slug, revision, terms: { endsAt }, reason, by: staff.email });
    await recordAudit(inside.db, staff, {
      action: "drive.ended",
      subject: slug,
      before: { endsAt: drive.endsAt },
      after: { endsAt, reason },
    });
  });
  return { slug };
}
