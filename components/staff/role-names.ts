import type { StaffRole } from "@/domain/staff/staff-member";

/** Roles as a choice, from least to most. */
export const ROLE_NAMES: readonly (readonly [StaffRole, string])[] = [
  ["viewer", "Viewer"],
  ["editor", "Editor"],
  ["admin", "Administrator"],
];
