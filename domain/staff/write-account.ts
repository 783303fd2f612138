import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { staffAccounts, staffSessions, staffUsers } from "@/db/schema/staff";
import type { StaffRole } from "./staff-member";

/** Writes an account with its password hash and role, and ends every session it had. */
export async function writeAccount(
  tx: Tx,
  account: { email: string; role: StaffRole; hash: string },
): Promise<{ previousRole: StaffRole | null }> {
  const [existing] = await tx
    .select({ id: staffUsers.id, role: staffUsers.role })
    .from(staffUsers)
    .where(eq(staffUsers.email, account.email))
    .for("update");
  const now = new Date();
  const userId = existing?.id ?? randomUUID();
  if (existing) {
    await tx
      .update(staffUsers)
      .set({ role: account.role, emailVerified: true, updatedAt: now })
      .where(eq(staffUsers.id, userId));
    await tx.delete(staffSessions).where(eq(staffSessions.userId, userId));
    await tx
      .delete(staffAccounts)
      .where(and(eq(staffAccounts.userId, userId), eq(staffAccounts.providerId, "credential")));
  } else {
    await tx.insert(staffUsers).values({
      id: userId,
      name: account.email,
      email: account.email,
      // Better Auth deletes the password of an unverified account when a link is mailed to it.
      emailVerified: true,
      role: account.role,
    });
  }
  await tx.insert(staffAccounts).values({
    id: randomUUID(),
    accountId: userId,
    providerId: "credential",
    userId,
    password: account.hash,
  });
  return { previousRole: existing?.role ?? null };
}
