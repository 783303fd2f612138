import { parseArgs } from "node:util";
import type { Ctx } from "@/domain/context";
import { addStaff, resetStaff } from "@/domain/staff/add-staff";
import type { StaffAuth } from "@/domain/staff/auth";
import { setRole } from "@/domain/staff/manage-staff";
import { isStaffRole, STAFF_ROLES } from "@/domain/staff/staff-member";

type Print = (line: string) => void;

const roles = STAFF_ROLES.join("|");

const USAGE = `Usage:
  npm run staff -- add <email> [--role ${roles}]   a new account, or a new password and role for an old one
  npm run staff -- reset <email>                            a new password; the second factor is taken away
  npm run staff -- role <email> <${roles}>         another role, from the next request on`;

/** `npm run staff`: accounts for whoever may run commands on the machine. Gives the exit code. */
export async function runStaffCommand(
  ctx: Ctx,
  auth: StaffAuth,
  args: string[],
  print: Print,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { role: { type: "string", default: "editor" } },
  });
  const [verb, email, role] = positionals;
  if (verb === "add" && email && isStaffRole(values.role)) {
    const made = await addStaff(ctx, auth, { email, role: values.role });
    print(signInWords(ctx, made, `as ${values.role} `));
    return 0;
  }
  if (verb === "reset" && email) {
    print(signInWords(ctx, await resetStaff(ctx, auth, { email }), ""));
    return 0;
  }
  if (verb === "role" && email && isStaffRole(role)) {
    await setRole(ctx, "command line", { email, role });
    print(`${email} is ${role} now.`);
    return 0;
  }
  print(USAGE);
  return 2;
}

function signInWords(ctx: Ctx, made: { email: string; password: string }, as: string): string {
  return `${made.email} may sign in ${as}at ${ctx.settings.siteUrl}/staff with the password ${made.password}`;
}
