import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { migrate } from "@/db/migrate";
import type { Clock } from "@/domain/context";
import { MemoryFeed } from "@/domain/drive/memory-feed";
import { holdEmailKey } from "@/domain/email-key";
import { createStaffAuth } from "@/domain/staff/auth";
import { readCommandSettings, type Settings } from "@/env";
import { runCommand } from "@/server/process/commands";
import { takeDataDir } from "@/server/process/control-socket";
import { EmulatorClock } from "@/server/process/emulator-child";
import { makeContext } from "@/server/process/make-context";
import { makeLog } from "@/server/process/make-log";
import { openSettingsDatabase } from "@/server/process/open-settings-database";
import { readLocalSecrets } from "@/server/process/secrets";

const ASKS_STRIPE = /^(stripe:.*|count|doctor)$/;
/** Commands that are about what is held already: on a database that they made themselves they would say that all is well. */
const NEEDS_DATA = /^(verify|backup|mail|staff|stripe:(reconcile|replay))$/;
/** Commands that turn addresses into codes, or tell backups apart by the key. */
const NEEDS_EMAIL_KEY = /^(stripe:.*|backup|restore)$/;

/** Opens the database itself and runs the command; on PGlite it holds the data directory meanwhile. */
export async function runDirectly(command: string, args: string[], root: string): Promise<number> {
  const settings = readCommandSettings();
  if (command === "simulate") {
    console.error(
      "There is no running demo in this data directory to send readers to: start it with npm run demo.",
    );
    return 1;
  }
  if (ASKS_STRIPE.test(command) && !settings.stripe.secretKey) {
    console.error(
      "STRIPE_SECRET_KEY is not set, and no Muster runs in this data directory that could be asked instead.",
    );
    return 1;
  }
  const missing = whatIsMissing(settings, command);
  if (missing) {
    console.error(missing);
    return 1;
  }
  const holder = {
    pid: process.pid,
    mode: `npm run ${command}`,
    url: "this terminal",
    since: new Date().toISOString(),
  };
  const lock = settings.databaseUrl
    ? null
    : await takeDataDir(settings.dataDir, holder, async () => {
        throw new Error("A command is running; try again when it is done.");
      });
  const secrets = await readLocalSecrets(settings.dataDir);
  // A restore refuses while anything else of Muster is connected; its own pool must not look like that.
  const pool = command === "restore" ? { poolSize: 1 } : {};
  const database = await openSettingsDatabase(settings, root, pool);
  try {
    await migrate(database.db, join(root, "db/migrations"));
    if (command === "db:migrate") {
      console.log("The database is at the newest schema.");
      return 0;
    }
    const emailHashKey = settings.emailHashKey ?? secrets.emailHashKey;
    // What is there now is about to go; what comes back says itself which key it was made with.
    if (NEEDS_EMAIL_KEY.test(command) && command !== "restore") await holdEmailKey(database.db, emailHashKey);
    const log = makeLog(settings);
    const ctx = makeContext({
      settings,
      db: database.db,
      clock: await chooseClock(settings.stripe.apiBase),
      log,
      feed: new MemoryFeed(),
      emailHashKey,
      stripeBase: settings.stripe.apiBase,
    });
    const secret = settings.authSecret ?? secrets.authSecret;
    const auth = createStaffAuth({
      db: database.db,
      secret,
      baseUrl: settings.siteUrl,
      mode: "production",
      log,
    });
    return await runCommand(ctx, auth, command, args, (line) => console.log(line));
  } finally {
    await database.close();
    await lock?.close();
  }
}

/** Says why a command would work beside the newsroom's data instead of on it; null when it would not. */
function whatIsMissing({ databaseUrl, dataDir, emailHashKey }: Settings, command: string): string | null {
  const here = resolve(dataDir);
  if (!databaseUrl) {
    if (!NEEDS_DATA.test(command) || existsSync(join(dataDir, "pglite"))) return null;
    return `There is no database in ${here}, and DATABASE_URL is not set: give npm run ${command} the settings of your app.`;
  }
  if (!NEEDS_EMAIL_KEY.test(command) || emailHashKey || existsSync(join(dataDir, "secrets.json")))
    return null;
  return `EMAIL_HASH_KEY is not set: with a new one every reader would become a second person. Give npm run ${command} the settings of your app.`;
}

/** An emulator's time may have been moved; Stripe's is everybody's. */
async function chooseClock(apiBase: string | null): Promise<Clock> {
  if (!apiBase) return { now: () => new Date() };
  const clock = new EmulatorClock(apiBase);
  await clock.follow();
  return clock;
}
