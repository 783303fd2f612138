import { DomainError } from "@/domain/errors";
import { STAFF_ROLES, type StaffMember, type StaffRole } from "./staff-member";

/** Refuses whoever is not signed in (`not_signed_in`) or whose role is too low (`not_allowed`). */
export function requireRole(
  staff: StaffMember | null | undefined,
  role: StaffRole,
): asserts staff is StaffMember {
  if (!staff) throw new DomainError("not_signed_in", "Please sign in.");
  const held = STAFF_ROLES.indexOf(staff.role);
  // An unknown role stands before every known one.
  if (held < STAFF_ROLES.indexOf(role)) {
    throw new DomainError(
      "not_allowed",
      `This needs the role "${role}". Ask an administrator of your newsroom.`,
    );
  }
}
