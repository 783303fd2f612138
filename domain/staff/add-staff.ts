import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog, staffAccounts, staffSessions, staffUsers } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { newId } from "@/domain/new-id";
import type { StaffAuth } from "./auth";
import type { Role } from "./staff-member";

export interface NewStaff {
  email: string;
  role: Role;
  /** Made up when not given. */
  password?: string;
  /** Who did it, for the audit log. */
  by: string;
}

/**
 * Adds a staff account, or resets the password, role and sessions of an existing one; gives the password, which is
 * stored nowhere. Throws invalid_input.
 */
export async function addStaff(ctx: Ctx, auth: StaffAuth, input: NewStaff): Promise<{ email: string; password: string }> {
  const parsed = z.email().safeParse(input.email.trim().toLowerCase());
  if (!parsed.success) throw new DomainError("invalid_input", `"${input.email}" is not an e-mail address.`);
  const email = parsed.data;
  const password = input.password ?? `muster-${randomBytes(9).toString("hex")}`;
  const hash = await (await auth.$context).password.hash(password);
  await ctx.db.transaction(async (tx) => {
    const now = new Date();
    const [held] = await tx.select().from(staffUsers).where(eq(staffUsers.email, email));
    const id = held?.id ?? newId();
    if (held) {
      await tx.update(staffUsers).set({ role: input.role, updatedAt: now }).where(eq(staffUsers.id, id));
      await tx.delete(staffSessions).where(eq(staffSessions.userId, id));
      await tx
        .delete(staffAccounts)
        .where(and(eq(staffAccounts.userId, id), eq(staffAccounts.providerId, "credential")));
    } else {
      const name = email.split("@")[0] ?? email;
      await tx.insert(staffUsers).values({ id, email, name, role: input.role, emailVerified: true });
    }
    await tx
      .insert(staffAccounts)
      .values({ id: newId(), accountId: id, providerId: "credential", userId: id, password: hash });
    await tx.insert(auditLog).values({
      actor: input.by,
      action: held ? "staff.reset" : "staff.add",
      subject: email,
      before: held ? { role: held.role } : null,
      after: { role: input.role },
    });
  });
  return { email, password };
}
