import { makeBackup } from "@/domain/backup/make-backup";
import { releaseMail } from "@/domain/backup/release-mail";
import { restoreBackup } from "@/domain/backup/restore-backup";
import type { Ctx } from "@/domain/context";
import { verify } from "@/domain/verify/verify";

type Print = (line: string) => void;

/** Backup, restore, and what a restore leaves to decide; each gives its exit code. */
export const BACKUP_COMMANDS = {
  backup: async (ctx: Ctx, args: string[], print: Print): Promise<number> => {
    const [file, ...more] = args;
    if (!file || more.length > 0) return refuse(print, "Usage: npm run backup -- <file>");
    const made = await makeBackup(ctx, file, print);
    const size = (made.bytes / 1024 / 1024).toFixed(1);
    print(`Backup of ${made.rows} rows in ${made.tables} tables, ${size} MB: ${file}`);
    print(`It stands at ${made.total} members, version ${made.version}.`);
    print("Keep it with EMAIL_HASH_KEY and AUTH_SECRET, which are not in it, where only you can read it.");
    return 0;
  },
  restore: async (ctx: Ctx, args: string[], print: Print): Promise<number> => {
    const [file, ...more] = args;
    if (!file || more.length > 0) return refuse(print, "Usage: npm run restore -- <file>");
    const { header, version, erasedAgain, isSameEmailKey } = await restoreBackup(ctx, file, print);
    print(`Restored ${file} of ${header.madeAt}: ${header.total} members; the version is now ${version}.`);
    if (erasedAgain > 0) print(`${erasedAgain} people erased since were erased again.`);
    if (!isSameEmailKey) print(OTHER_KEY);
    const { ok, differences } = await verify(ctx);
    for (const difference of differences) print(`Difference: ${difference}`);
    for (const line of NEXT_STEPS) print(line);
    return ok ? 0 : 1;
  },
  mail: async (ctx: Ctx, args: string[], print: Print): Promise<number> => {
    if (args.join(" ") !== "release") return refuse(print, "Usage: npm run mail -- release");
    const wasHeld = await releaseMail(ctx, "command line");
    print(wasHeld ? "Mail goes out again." : "Mail is not held.");
    return 0;
  },
};

const OTHER_KEY =
  "WARNING: this backup was made with another EMAIL_HASH_KEY. Set the key it was made with before the app starts: with this one the same reader would become a second person.";

const NEXT_STEPS = [
  "Start the app: it fetches what Stripe has sent since. Then compare with npm run stripe:reconcile, which also erases again whoever was erased at Stripe.",
  "Outgoing mail is held, because some of it may have been sent already: npm run mail -- release lets it go.",
  "Everyone in the staff room signs in again.",
];

function refuse(print: Print, usage: string): number {
  print(usage);
  return 2;
}
