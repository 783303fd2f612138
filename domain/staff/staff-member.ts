/** What staff may do, from least to most: each role may also do what stands before it. */
export const STAFF_ROLES = ["viewer", "editor", "admin"] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

/** A person who is signed in to the staff room. */
export interface StaffMember {
  id: string;
  email: string;
  role: StaffRole;
  /** An administrator who has yet to set up a second factor: until then every verb refuses. */
  mustSetUpSecondFactor?: boolean;
}

export function isStaffRole(value: unknown): value is StaffRole {
  return (STAFF_ROLES as readonly unknown[]).includes(value);
}
