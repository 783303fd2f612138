import type { StaffAuth } from "./auth";
import { isRole, type StaffMember } from "./staff-member";

/** Who sends these headers; null without a living session. */
export async function currentStaff(auth: StaffAuth, headers: Headers): Promise<StaffMember | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { id, email, name, role } = found.user;
  return isRole(role) ? { id, email, name, role } : null;
}
