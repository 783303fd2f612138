import type { StaffAuth } from "./auth";
import { isStaffRole, type StaffMember } from "./staff-member";

/** Who a request's cookies belong to, read from the database every time; null when nobody is signed in. */
export async function currentStaff(auth: StaffAuth, headers: Headers): Promise<StaffMember | null> {
  const found = await auth.api.getSession({ headers });
  if (!found || !isStaffRole(found.user.role)) return null;
  const { id, email, role, twoFactorEnabled } = found.user;
  const mustSetUpSecondFactor = auth.adminsNeedSecondFactor && role === "admin" && !twoFactorEnabled;
  return { id, email, role, ...(mustSetUpSecondFactor ? { mustSetUpSecondFactor } : {}) };
}
