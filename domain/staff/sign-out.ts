import type { Ctx } from "@/domain/context";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";
import { currentStaff } from "./current-staff";

/** Ends the session these cookies belong to, for good, and returns the cookies that clear the browser's. */
export async function signOutStaff(
  ctx: Ctx,
  auth: StaffAuth,
  headers: Headers,
): Promise<{ cookies: string[] }> {
  const staff = await currentStaff(auth, headers);
  const signedOut = await auth.api.signOut({ headers, returnHeaders: true });
  if (staff) await recordAudit(ctx.db, staff, { action: "staff.signed_out", subject: staff.email });
  return { cookies: signedOut.headers.getSetCookie() };
}
