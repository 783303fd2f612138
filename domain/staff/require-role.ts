import { DomainError } from "@/domain/errors";
import { STAFF_ROLES, type StaffMember, type StaffRole } from "./staff-member";

/** Refuses whoever is not signed in (`not_signed_in`); for what people do with their own account. */
export function requireSignedIn(staff: StaffMember | null | undefined): asserts staff is StaffMember {
  if (!staff) throw new DomainError("not_signed_in", "Please sign in.");
}

/**
 * Refuses whoever is not signed in (`not_signed_in`), whose role is too low (`not_allowed`) or who must
 * set up a second factor first (`second_factor_needed`).
 */
export function requireRole(
  staff: StaffMember | null | undefined,
  role: StaffRole,
): asserts staff is StaffMember {
  requireSignedIn(staff);
  const held = STAFF_ROLES.indexOf(staff.role);
  // An unknown role stands before every known one.
  if (held < STAFF_ROLES.indexOf(role)) {
    throw new DomainError(
      "not_allowed",
      `This needs the role "${role}". Ask an administrator of your newsroom.`,
    );
  }
  if (staff.mustSetUpSecondFactor) {
    throw new DomainError("second_factor_needed", "Administrators need a second factor: set it up first.");
  }
}
