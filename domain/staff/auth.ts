/** Placeholder type until the sign-in is built in this file. */
export type StaffAuth = unknown;
