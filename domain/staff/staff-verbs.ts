import { auditLog } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { holdDrive, releaseDrive } from "@/domain/drive/hold-drive";
import { readDashboard, type Dashboard } from "@/domain/drive/read-dashboard";
import { requireRole, type StaffMember } from "./staff-member";

/** Editors and above freeze what is shown. Throws not_signed_in, not_allowed and what holdDrive throws. */
export async function holdAsStaff(ctx: Ctx, staff: StaffMember | null, slug: string, reason: string): Promise<void> {
  requireRole(staff, "editor");
  await holdDrive(ctx, { slug, reason, by: staff.email }, async (tx) => {
    await tx.insert(auditLog).values({ ...actor(staff), action: "drive.hold", subject: slug, after: { reason } });
  });
}

/** Editors and above show the running figures again. Throws as holdAsStaff. */
export async function releaseAsStaff(ctx: Ctx, staff: StaffMember | null, slug: string): Promise<void> {
  requireRole(staff, "editor");
  await releaseDrive(ctx, { slug }, async (tx) => {
    await tx.insert(auditLog).values({ ...actor(staff), action: "drive.release", subject: slug });
  });
}

/** Everyone who is signed in sees the dashboard. Throws not_signed_in. */
export async function readDashboardAsStaff(ctx: Ctx, staff: StaffMember | null): Promise<Dashboard> {
  requireRole(staff, "viewer");
  return readDashboard(ctx);
}

function actor(staff: StaffMember): { actorId: string; actor: string } {
  return { actorId: staff.id, actor: staff.email };
}
