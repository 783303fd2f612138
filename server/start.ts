import { join } from "node:path";
import type { Database } from "@/db/client";
import { migrate } from "@/db/migrate";
import type { Clock, Ctx, Log } from "@/domain/context";
import { seedDemo } from "@/domain/demo/seed-demo";
import { holdEmailKey } from "@/domain/email-key";
import { applyEvents } from "@/domain/membership/apply-events";
import type { Outcome } from "@/domain/membership/apply-facts";
import { countTroubles } from "@/domain/membership/count-troubles";
import type { ParsedEvent } from "@/domain/membership/parse-stripe-event";
import { createStaffAuth, type StaffAuth } from "@/domain/staff/auth";
import { ensureDemoStaff } from "@/domain/staff/ensure-demo-staff";
import { readSettings, type Settings } from "@/env";
import { type Mode, setRuntime } from "@/runtime";
import { buildFrontDoor } from "./build-front-door";
import { WordsSource } from "./embed/words-source";
import { closeServer, listen } from "./listen";
import { LiveChannel } from "./live/live-channel";
import { ProgressHub } from "./live/progress-hub";
import { Metrics } from "./metrics/metrics";
import { openNext } from "./next-app";
import { runCommand } from "./process/commands";
import { type ControlSocket, takeDataDir } from "./process/control-socket";
import { type EmulatorChild, EmulatorClock, startEmulatorChild } from "./process/emulator-child";
import { letterCarrier, openOutbox } from "./process/letter-carrier";
import { makeContext } from "./process/make-context";
import { makeLog } from "./process/make-log";
import { openSettingsDatabase } from "./process/open-settings-database";
import { PageSlots } from "./process/page-slots";
import { type LocalSecrets, readLocalSecrets } from "./process/secrets";
import { Teardown } from "./process/teardown";
import { Workers } from "./process/workers";
import { CommitQueue } from "./webhook/commit-queue";

/** A running Muster. */
export interface Muster {
  settings: Settings;
  /** Known in demo and dev only. */
  staffPassword: string | null;
  emulatorUrl: string | null;
  stop(): Promise<void>;
}

const SYSTEM_CLOCK: Clock = { now: () => new Date() };
const MIGRATIONS = "db/migrations";
const LOOPBACK = "127.0.0.1";

/**
 * Starts everything one process is: data lock, database, Stripe stand-in where there is one, workers, listener.
 * `root` is the folder of the project. Throws SettingsError, DataInUseError.
 */
export async function startMuster(mode: Mode, root: string): Promise<Muster> {
  const settings = readSettings(mode);
  const log = makeLog(settings);
  const teardown = new Teardown();
  try {
    return await startParts(settings, root, log, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function startParts(settings: Settings, root: string, log: Log, teardown: Teardown): Promise<Muster> {
  const { mode, dataDir } = settings;
  let ctx: Ctx | null = null;
  let auth: StaffAuth | null = null;
  const holder = { pid: process.pid, mode, url: settings.siteUrl, since: new Date().toISOString() };
  const socket: ControlSocket = await takeDataDir(dataDir, holder, async (command, args, print) => {
    if (!ctx || !auth) throw new Error("Muster is still starting; try again in a moment.");
    return runCommand(ctx, auth, command, args, print);
  });
  teardown.defer(() => socket.close());

  const secrets = mode === "production" ? null : await readLocalSecrets(dataDir);
  const webhookSecrets =
    settings.stripe.webhookSecrets.length > 0
      ? settings.stripe.webhookSecrets
      : [secrets?.webhookSecret ?? ""];
  // A process of its own, which starts while the database opens; its failure is met when it is waited for.
  const starting = maybeStartEmulator(settings, root, webhookSecrets[0] ?? "");
  starting.catch(() => {});
  teardown.defer(async () => (await starting.catch(() => null))?.stop());
  const database = await openAndMigrate(settings, root);
  teardown.defer(() => database.close());
  const emulator = await starting;
  const stripeBase = settings.stripe.apiBase ?? emulator?.url ?? null;
  const clock = await chooseClock(stripeBase, teardown);
  const hub = new ProgressHub();
  const emailHashKey = settings.emailHashKey ?? secrets?.emailHashKey ?? "";
  await holdEmailKey(database.db, emailHashKey);
  ctx = makeContext({ settings, db: database.db, clock, log, feed: hub, emailHashKey, stripeBase });
  auth = createStaffAuth({
    db: database.db,
    secret: settings.authSecret ?? secrets?.authSecret ?? "",
    baseUrl: settings.siteUrl,
    mode,
    log,
  });
  setRuntime({ mode, ctx, auth });
  if (secrets) await seedFirstTime(ctx, auth, secrets);

  const slots = new PageSlots(ctx);
  await slots.refresh();
  const metrics = new Metrics();
  const outbox = openOutbox(settings, () => clock.now());
  const carryLetters = letterCarrier(ctx, settings, outbox);
  const workers = new Workers(ctx, hub, metrics, () => slots.refresh(), carryLetters);
  const next = await openNext({ dev: mode === "dev", dir: root, port: settings.port });
  teardown.defer(() => next.close());
  await workers.start(database);
  teardown.defer(() => workers.stop());

  const running = ctx;
  const queue = new CommitQueue<ParsedEvent, Outcome>((events) => {
    metrics.batch(events.length);
    return applyEvents(running, events);
  });
  const live = new LiveChannel(hub, { metrics: metrics.live });
  const words = new WordsSource(hub, () => running.clock.now());
  const wordsLive = new LiveChannel(words, { metrics: metrics.live });
  metrics.watch({
    streams: () => live.size + wordsLive.size,
    waitingWebhooks: () => queue.length,
    drives: () => hub.all().map(({ progress }) => progress),
    counts: () => countTroubles(running),
  });
  const server = buildFrontDoor({
    settings,
    root,
    ctx,
    hub,
    live,
    words,
    wordsLive,
    queue,
    next,
    slots,
    outbox,
    webhookSecrets,
    emailHashKey,
    migrations: join(root, MIGRATIONS),
    stripeBase,
    metrics,
    workers,
  });
  await listen(server, settings);
  teardown.defer(() => closeServer(server, [live, wordsLive], queue));
  return {
    settings,
    staffPassword: secrets?.staffPassword ?? null,
    emulatorUrl: stripeBase,
    stop: () => teardown.run(),
  };
}

async function openAndMigrate(settings: Settings, root: string): Promise<Database> {
  const database = await openSettingsDatabase(settings, root);
  await migrate(database.db, join(root, MIGRATIONS));
  return database;
}

async function maybeStartEmulator(
  settings: Settings,
  root: string,
  webhookSecret: string,
): Promise<EmulatorChild | null> {
  if (settings.mode === "production" || settings.stripe.apiBase) return null;
  return startEmulatorChild({
    bundle: join(root, "dist/emulator.mjs"),
    dataDir: settings.dataDir,
    webhookUrl: `http://${LOOPBACK}:${settings.port}/api/stripe/webhook`,
    webhookSecret,
  });
}

async function chooseClock(stripeBase: string | null, teardown: Teardown): Promise<Clock> {
  if (!stripeBase) return SYSTEM_CLOCK;
  const clock = new EmulatorClock(stripeBase);
  teardown.defer(() => clock.stop());
  await clock.follow();
  return clock;
}

async function seedFirstTime(ctx: Ctx, auth: StaffAuth, secrets: LocalSecrets): Promise<void> {
  await seedDemo(ctx);
  await ensureDemoStaff(ctx, auth, { password: secrets.staffPassword });
}
