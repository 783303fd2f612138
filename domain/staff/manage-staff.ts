import { and, asc, eq, max, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { staffSessions, staffTwoFactors, staffUsers } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { type AuditActor, recordAudit } from "./audit";
import { requireRole } from "./require-role";
import { STAFF_ROLES, type StaffMember, type StaffRole } from "./staff-member";

/** An account, as administrators see it. */
export interface StaffAccount {
  id: string;
  email: string;
  role: StaffRole;
  hasSecondFactor: boolean;
  lastSignIn: Date | null;
}

/** Everyone who may enter, by address. Admins. */
export async function listStaff(ctx: Ctx, staff: StaffMember | null): Promise<StaffAccount[]> {
  requireRole(staff, "admin");
  return ctx.db
    .select({
      id: staffUsers.id,
      email: staffUsers.email,
      role: staffUsers.role,
      hasSecondFactor: staffUsers.twoFactorEnabled,
      lastSignIn: max(staffSessions.createdAt),
    })
    .from(staffUsers)
    .leftJoin(staffSessions, eq(staffSessions.userId, staffUsers.id))
    .groupBy(staffUsers.id)
    .orderBy(asc(staffUsers.email));
}

const roleInput = z.object({ email: z.string().trim().toLowerCase(), role: z.enum(STAFF_ROLES) });
const emailInput = roleInput.pick({ email: true });

/** Gives a person another role, from the next request on. Admins; the last admin stays one. */
export async function changeStaffRole(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { email: unknown; role: unknown },
): Promise<void> {
  requireRole(staff, "admin");
  await setRole(ctx, staff, input);
}

/** The same for whoever may run commands on the machine. */
export async function setRole(
  ctx: Ctx,
  actor: AuditActor,
  input: { email: unknown; role: unknown },
): Promise<void> {
  const { email, role } = parsed(roleInput, input);
  await changeAccount(ctx, email, async (tx, account) => {
    if (role !== "admin") await keepAnAdmin(tx, account);
    await tx.update(staffUsers).set({ role, updatedAt: new Date() }).where(eq(staffUsers.id, account.id));
    await recordAudit(tx, actor, {
      action: "staff.role_changed",
      subject: email,
      before: { role: account.role },
      after: { role },
    });
  });
}

/** Removes an account and ends its sessions. Admins; never their own, never the last admin's. */
export async function removeStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { email: unknown },
): Promise<void> {
  requireRole(staff, "admin");
  const { email } = parsed(emailInput, input);
  if (email === staff.email) throw new DomainError("conflict", "Ask another administrator to remove you.");
  await changeAccount(ctx, email, async (tx, account) => {
    await keepAnAdmin(tx, account);
    await tx.delete(staffUsers).where(eq(staffUsers.id, account.id));
    await recordAudit(tx, staff, {
      action: "staff.removed",
      subject: email,
      before: { role: account.role },
    });
  });
}

/** Takes a lost second factor away and ends the sessions, so that its owner sets up a new one. Admins. */
export async function removeSecondFactor(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { email: unknown },
): Promise<void> {
  requireRole(staff, "admin");
  const { email } = parsed(emailInput, input);
  await changeAccount(ctx, email, async (tx, account) => {
    await clearSecondFactor(tx, account.id);
    await recordAudit(tx, staff, { action: "staff.second_factor_removed", subject: email });
  });
}

/** Forgets a person's second factor and sessions. The caller writes the audit line. */
export async function clearSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.delete(staffTwoFactors).where(eq(staffTwoFactors.userId, userId));
  await tx.delete(staffSessions).where(eq(staffSessions.userId, userId));
  await tx.update(staffUsers).set({ twoFactorEnabled: false }).where(eq(staffUsers.id, userId));
}

type Account = { id: string; role: StaffRole };

async function changeAccount(
  ctx: Ctx,
  email: string,
  change: (tx: Tx, account: Account) => Promise<void>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [account] = await tx
      .select({ id: staffUsers.id, role: staffUsers.role })
      .from(staffUsers)
      .where(eq(staffUsers.email, email))
      .for("update");
    if (!account) throw new DomainError("conflict", `${email} has no account.`);
    await change(tx, account);
  });
}

async function keepAnAdmin(tx: Tx, account: Account): Promise<void> {
  if (account.role !== "admin") return;
  // The other admins are locked too: two who demote each other at once must not both succeed.
  const others = await tx
    .select({ one: sql`1` })
    .from(staffUsers)
    .where(and(eq(staffUsers.role, "admin"), ne(staffUsers.id, account.id)))
    .for("update");
  if (others.length === 0)
    throw new DomainError("conflict", "The newsroom needs at least one administrator.");
}

function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new DomainError("invalid_input", "Give an e-mail address of an account and a role.");
}
