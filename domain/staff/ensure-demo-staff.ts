import { and, eq } from "drizzle-orm";
import { staffAccounts, staffUsers } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";
import { writeAccount } from "./write-account";

/** The sample newsroom's editor. */
export const DEMO_EMAIL = "editor@courier.example";

/** The sample newsroom's login, with the given password. Changes nothing (and ends no session) when it is there already. */
export async function ensureDemoStaff(
  ctx: Ctx,
  auth: StaffAuth,
  { password }: { password: string },
): Promise<{ email: string; password: string }> {
  const { password: passwords } = await auth.$context;
  const [known] = await ctx.db
    .select({ hash: staffAccounts.password, role: staffUsers.role })
    .from(staffUsers)
    .innerJoin(staffAccounts, eq(staffAccounts.userId, staffUsers.id))
    .where(and(eq(staffUsers.email, DEMO_EMAIL), eq(staffAccounts.providerId, "credential")));
  if (known?.hash && (await passwords.verify({ hash: known.hash, password }))) {
    return { email: DEMO_EMAIL, password };
  }
  const hash = await passwords.hash(password);
  await ctx.db.transaction(async (tx) => {
    await writeAccount(tx, { email: DEMO_EMAIL, role: "admin", hash });
    await recordAudit(tx, "command line", {
      action: known ? "staff.reset" : "staff.added",
      subject: DEMO_EMAIL,
      after: { role: "admin" },
    });
  });
  return { email: DEMO_EMAIL, password };
}
