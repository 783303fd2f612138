import { eq } from "drizzle-orm";
import { z } from "zod";
import { staffUsers } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";
import { clearSecondFactor } from "./manage-staff";
import { generatePassword } from "./password";
import { STAFF_ROLES, type StaffRole } from "./staff-member";
import { writeAccount } from "./write-account";

const input = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  role: z.enum(STAFF_ROLES),
});

/**
 * Creates a staff account, or gives an existing one a new password and role and ends its sessions.
 * The password is returned once and stored only as a hash. For whoever may run commands on the machine.
 */
export async function addStaff(
  ctx: Ctx,
  auth: StaffAuth,
  wanted: { email: string; role: StaffRole },
): Promise<{ email: string; password: string }> {
  const parsed = input.safeParse(wanted);
  if (!parsed.success) {
    throw new DomainError("invalid_input", `Give an e-mail address and a role: ${STAFF_ROLES.join(", ")}.`);
  }
  const password = generatePassword();
  const { password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  await ctx.db.transaction(async (tx) => {
    const { previousRole } = await writeAccount(tx, { ...parsed.data, hash });
    await recordAudit(tx, "command line", {
      action: previousRole ? "staff.reset" : "staff.added",
      subject: parsed.data.email,
      before: previousRole ? { role: previousRole } : null,
      after: { role: parsed.data.role },
    });
  });
  return { email: parsed.data.email, password };
}

/** Gives an account a new password, takes its second factor away and ends its sessions. Throws conflict. */
export async function resetStaff(
  ctx: Ctx,
  auth: StaffAuth,
  wanted: { email: string },
): Promise<{ email: string; password: string }> {
  const email = wanted.email.trim().toLowerCase();
  const password = generatePassword();
  const { password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  await ctx.db.transaction(async (tx) => {
    const [account] = await tx.select().from(staffUsers).where(eq(staffUsers.email, email));
    if (!account) throw new DomainError("conflict", `${email} has no account: add it first.`);
    await writeAccount(tx, { email, role: account.role, hash });
    await clearSecondFactor(tx, account.id);
    await recordAudit(tx, "command line", { action: "staff.reset", subject: email });
  });
  return { email, password };
}
