import { parseArgs } from "node:util";
import type { Ctx } from "@/domain/context";
import { simulateReaders } from "@/domain/demo/simulate-readers";
import type { StaffAuth } from "@/domain/staff/auth";
import { verify } from "@/domain/verify/verify";
import { runArticlesCommand } from "./article-commands";
import { BACKUP_COMMANDS } from "./backup-commands";
import { runStaffCommand } from "./staff-command";
import { STRIPE_COMMANDS } from "./stripe-commands";

type Print = (line: string) => void;
type Command = (ctx: Ctx, auth: StaffAuth, args: string[], print: Print) => Promise<number>;

/** Runs a command line verb on an open database; gives its exit code. Bad arguments are explained, exit code 2. */
export async function runCommand(
  ctx: Ctx,
  auth: StaffAuth,
  name: string,
  args: string[],
  print: Print,
): Promise<number> {
  const stripeCommand = STRIPE_COMMANDS[name];
  if (stripeCommand) return stripeCommand(ctx, args, print);
  const command = COMMANDS[name];
  if (!command) {
    print(`There is no command ${name}.`);
    return 2;
  }
  return command(ctx, auth, args, print);
}

const COMMANDS: Record<string, Command> = {
  articles: (ctx, _auth, args, print) => runArticlesCommand(ctx, args, print),
  backup: (ctx, _auth, args, print) => BACKUP_COMMANDS.backup(ctx, args, print),
  restore: (ctx, _auth, args, print) => BACKUP_COMMANDS.restore(ctx, args, print),
  mail: (ctx, _auth, args, print) => BACKUP_COMMANDS.mail(ctx, args, print),
  verify: async (ctx, _auth, _args, print) => {
    const { ok, differences, total, ledgerRows } = await verify(ctx);
    if (ok)
      print(`Verified: ${total} members, ${ledgerRows} ledger rows, count = ledger = rows = breakdown.`);
    else for (const difference of differences) print(`Difference: ${difference}`);
    return ok ? 0 : 1;
  },
  staff: runStaffCommand,
  simulate: async (ctx, _auth, args, print) => {
    const { values } = parseArgs({
      args,
      options: { members: { type: "string", default: "100" }, rate: { type: "string", default: "20" } },
    });
    const members = Number(values.members);
    const rate = Number(values.rate);
    if (!Number.isInteger(members) || members < 1 || members > 100_000 || !(rate > 0 && rate <= 500)) {
      print("Usage: npm run simulate -- --members 500 --rate 20   (at most 100,000 members, 500 a second)");
      return 2;
    }
    return simulateReaders(ctx, { members, rate, print });
  },
};
