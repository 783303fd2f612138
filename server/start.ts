import type { Server } from "node:http";
import { join } from "node:path";
import { namedNewsroom } from "@/components/words/newsroom";
import type { Database } from "@/db/client";
import { migrate } from "@/db/migrate";
import { findArticle, readMovedAddress } from "@/domain/article/moved-article";
import type { Clock, Ctx, Log } from "@/domain/context";
import { seedDemo } from "@/domain/demo/seed-demo";
import { DEFAULT_LOCALE } from "@/domain/locale";
import { readPicture } from "@/domain/media/read-picture";
import { applyEvents } from "@/domain/membership/apply-events";
import type { Outcome } from "@/domain/membership/apply-facts";
import { countTroubles } from "@/domain/membership/count-troubles";
import type { ParsedEvent } from "@/domain/membership/parse-stripe-event";
import { createStaffAuth, type StaffAuth } from "@/domain/staff/auth";
import { ensureDemoStaff } from "@/domain/staff/ensure-demo-staff";
import { readSettings, type Settings } from "@/env";
import { type Mode, setRuntime } from "@/runtime";
import { Documents } from "./documents/documents";
import { MediaFiles } from "./documents/media-files";
import { StaticFiles } from "./documents/static-files";
import { Embeds } from "./embed/embeds";
import { PngRenderer } from "./embed/render-png";
import { WidgetScripts } from "./embed/widget-scripts";
import { WordsSource } from "./embed/words-source";
import { Feeds } from "./feeds/feeds";
import { createFrontDoor } from "./front-door";
import { HistoryAnswers } from "./live/answer-history";
import { LiveChannel } from "./live/live-channel";
import { ProgressHub } from "./live/progress-hub";
import type { Outbox } from "./mail/outbox";
import { Metrics } from "./metrics/metrics";
import { type NextApp, openNext } from "./next-app";
import { runCommand } from "./process/commands";
import { type ControlSocket, takeDataDir } from "./process/control-socket";
import { type EmulatorChild, EmulatorClock, startEmulatorChild } from "./process/emulator-child";
import { letterCarrier, openOutbox } from "./process/letter-carrier";
import { makeContext } from "./process/make-context";
import { makeLog } from "./process/make-log";
import { openSettingsDatabase } from "./process/open-settings-database";
import { PageSlots } from "./process/page-slots";
import { failingParts } from "./process/readiness";
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
  const database = await openAndMigrate(settings, root);
  teardown.defer(() => database.close());

  const webhookSecrets =
    settings.stripe.webhookSecrets.length > 0
      ? settings.stripe.webhookSecrets
      : [secrets?.webhookSecret ?? ""];
  const emulator = await maybeStartEmulator(settings, root, webhookSecrets[0] ?? "");
  if (emulator) teardown.defer(() => emulator.stop());
  const stripeBase = settings.stripe.apiBase ?? emulator?.url ?? null;
  const clock = await chooseClock(stripeBase, teardown);
  const hub = new ProgressHub();
  const emailHashKey = settings.emailHashKey ?? secrets?.emailHashKey ?? "";
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
    database,
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

interface Parts {
  settings: Settings;
  root: string;
  ctx: Ctx;
  hub: ProgressHub;
  live: LiveChannel;
  words: WordsSource;
  wordsLive: LiveChannel;
  queue: CommitQueue<ParsedEvent, Outcome>;
  next: NextApp;
  slots: PageSlots;
  outbox: Outbox | null;
  webhookSecrets: readonly string[];
  emailHashKey: string;
  database: Database;
  stripeBase: string | null;
  metrics: Metrics;
  workers: Workers;
}

function buildFrontDoor(parts: Parts): Server {
  const { settings, root, ctx, hub, next, slots } = parts;
  const dev = settings.mode === "dev";
  const isHttps = settings.siteUrl.startsWith("https://");
  return createFrontDoor({
    webhook: {
      queue: parts.queue,
      secrets: parts.webhookSecrets,
      emailHashKey: parts.emailHashKey,
      log: ctx.log,
      metrics: parts.metrics,
    },
    hub,
    history: new HistoryAnswers(ctx),
    metrics: parts.metrics,
    metricsToken: settings.metricsToken,
    live: parts.live,
    documents: new Documents({
      hub,
      render: next.render,
      metrics: parts.metrics,
      log: ctx.log,
      movedTo: (address) => readMovedAddress(ctx, address),
      now: () => ctx.clock.now(),
      pageSlots: (locale) => slots.of(locale),
      isHttps,
      dev,
    }),
    embeds: new Embeds({
      hub,
      words: parts.words,
      live: parts.wordsLive,
      png: new PngRenderer(root),
      scripts: new WidgetScripts(root),
      now: () => ctx.clock.now(),
      siteUrl: settings.siteUrl,
      newsroom: namedNewsroom(DEFAULT_LOCALE, ctx.settings.newsroom).name,
      readArticle: (slug, locale) => findArticle(ctx, { slug, locale }),
    }),
    feeds: new Feeds(ctx, () => hub.contentRevision),
    media: new MediaFiles((id, width) => readPicture(ctx, id, width)),
    statics: new StaticFiles([
      ...(dev ? [] : [{ prefix: "/_next/static/", folder: join(root, ".next/static"), immutable: true }]),
      { prefix: "/", folder: join(root, "public"), immutable: false },
      { prefix: "/", folder: join(root, "dist/public"), immutable: false },
    ]),
    next,
    outbox: parts.outbox,
    notReady: () =>
      failingParts({ db: ctx.db, migrations: join(root, MIGRATIONS), workers: parts.workers, log: ctx.log }),
    log: ctx.log,
    isHttps,
    dev,
    trustProxy: settings.trustProxy,
    formOrigins: formOrigins(settings, parts.stripeBase),
  });
}

function formOrigins(settings: Settings, stripeBase: string | null): string[] {
  const stripe = stripeBase ? [stripeBase] : ["https://checkout.stripe.com", "https://billing.stripe.com"];
  const own = [settings.joinUrl, settings.giftUrl, settings.accountUrl].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  );
  return [...new Set([...stripe, ...own])];
}

function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new Error(`Port ${settings.port} is in use by another program. Choose another with PORT.`)
          : error,
      );
    });
    if (settings.mode === "production") server.listen(settings.port, resolve);
    else server.listen(settings.port, LOOPBACK, resolve);
  });
}

const DRAIN_MS = 3_000;

/** Stops taking, ends streams, answers what was taken; within five seconds in all. */
async function closeServer(
  server: Server,
  channels: readonly LiveChannel[],
  queue: CommitQueue<ParsedEvent, Outcome>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const channel of channels) channel.close();
  await Promise.race([queue.drain(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
  server.closeIdleConnections();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
  server.closeAllConnections();
}
