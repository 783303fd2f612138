import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { playDue } from "./billing/advance";
import { DeliveryQueue } from "./delivery/queue";
import { listen } from "./http";
import { newId } from "./ids";
import { Journal } from "./journal";
import { seedDemo } from "./seed/demo";
import { World } from "./world";

export interface EmulatorOptions {
  /** Wanted port; without it the one used last in `dataDir`, else any free one. */
  port?: number;
  /** Where state is journalled; undefined keeps it in memory. */
  dataDir?: string;
  /** The endpoint events are sent to. */
  webhook?: { url: string; secret: string };
  seed?: "demo" | "empty";
}

export interface Emulator {
  url: string;
  port: number;
  world: World;
  /** Stops listening and delivering; resolves when the journal is on disk. */
  stop(): Promise<void>;
}

/** Renewals and endings fall due by themselves when nobody advances the clock. */
const TICK_MS = 1_000;

/** Starts a local Stripe on loopback. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = new World();
  const journal = options.dataDir ? Journal.open(options.dataDir, world) : null;
  world.onClock = () => journal?.recordClock(world.clock.offsetMs);
  const queue = new DeliveryQueue(world);
  world.onEvent = (event) => queue.add(event);
  const { server, port } = await listen(world, queue, options.port ?? lastPort(options.dataDir) ?? 0);
  world.url = `http://127.0.0.1:${port}`;
  if (options.dataDir) recordPort(options.dataDir, port, world.url);
  if (options.seed === "demo") seedDemo(world);
  if (options.webhook) registerWebhook(world, options.webhook);
  queue.resume();
  const ticker = setInterval(() => playDue(world), TICK_MS);
  ticker.unref();
  return {
    url: world.url,
    port,
    world,
    stop: async () => {
      clearInterval(ticker);
      queue.stop();
      await closeServer(server);
      await journal?.close();
    },
  };
}

function registerWebhook(world: World, webhook: { url: string; secret: string }): void {
  const held = world.store.of("webhook_endpoint").values()[0];
  world.store.put("webhook_endpoint", {
    id: held?.id ?? newId("we"),
    object: "webhook_endpoint",
    api_version: null,
    application: null,
    created: held?.created ?? world.clock.now(),
    description: null,
    enabled_events: ["*"],
    livemode: false,
    metadata: {},
    secret: webhook.secret,
    status: "enabled",
    url: webhook.url,
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function lastPort(dataDir: string | undefined): number | undefined {
  if (!dataDir) return undefined;
  try {
    return (JSON.parse(readFileSync(join(dataDir, "emulator.json"), "utf8")) as { port: number }).port;
  } catch {
    return undefined;
  }
}

function recordPort(dataDir: string, port: number, url: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, "emulator.json"), JSON.stringify({ port, url, pid: process.pid }));
}
