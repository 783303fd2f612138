import { DomainError } from "@/domain/errors";

/** Each role may do everything the ones before it may. */
export const ROLES = ["viewer", "editor", "admin"] as const;

export type Role = (typeof ROLES)[number];

/** Someone of the newsroom who is signed in. */
export interface StaffMember {
  id: string;
  email: string;
  name: string;
  role: Role;
}

export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

/** Lets a verb go on for a role or above. Throws not_signed_in, not_allowed. */
export function requireRole(staff: StaffMember | null, role: Role): asserts staff is StaffMember {
  if (!staff) throw new DomainError("not_signed_in", "Please sign in.");
  if (ROLES.indexOf(staff.role) < ROLES.indexOf(role)) {
    throw new DomainError("not_allowed", `This needs the role ${role}; yours is ${staff.role}.`);
  }
}
