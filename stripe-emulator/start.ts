import { mkdir, readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import { join } from "node:path";
import { addEndpoint } from "./api/event-routes.ts";
import { Api } from "./api/handle-api.ts";
import { noteDue } from "./billing/run-due.ts";
import { Schedule } from "./billing/schedule.ts";
import { EmulatorClock } from "./clock.ts";
import { handleControl } from "./controls/handle-control.ts";
import { ClockRunner } from "./controls/run-clock.ts";
import { DeliveryQueue } from "./delivery/deliver-events.ts";
import { defaultSwitches } from "./delivery/switches.ts";
import { fillAccount } from "./fill/fill-account.ts";
import { newFill } from "./fill/new-fill.ts";
import { seedDemo } from "./seed/demo.ts";
import { serve } from "./serve.ts";
import { applyChange } from "./store/apply-change.ts";
import { Journal } from "./store/journal.ts";
import { snapshotOf } from "./store/snapshot.ts";
import { type Change, Store } from "./store/store.ts";
import type { World } from "./world.ts";

export interface EmulatorOptions {
  /** 0 or none: the recorded port if it is free, else any free port. */
  port?: number;
  /** Where the journal lives; none keeps everything in memory. */
  dataDir?: string;
  /** Endpoint that gets every event. */
  webhook?: { url: string; secret: string };
  seed?: "demo" | "empty";
}

export interface Emulator {
  url: string;
  port: number;
  clock: EmulatorClock;
  world: World;
  stop: () => Promise<void>;
}

/** Starts a local Stripe on loopback. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const store = new Store();
  const clock = new EmulatorClock();
  const schedule = new Schedule();
  const world: World = {
    store,
    clock,
    switches: defaultSwitches(),
    baseUrl: "",
    request: { id: null, idempotencyKey: null },
    requests: [],
    outage: null,
    enqueue: (delivery) => queue.add(delivery),
  };
  const journal = options.dataDir ? new Journal(options.dataDir, () => snapshotOf(world)) : null;
  const settled = () => journal?.settled() ?? Promise.resolve();
  const queue = new DeliveryQueue(world, settled);
  const api = new Api(world);
  const runner = new ClockRunner(world, schedule);
  const restore = (change: Change) => {
    applyChange(world, schedule, change);
    noteDue(world, schedule, change);
  };
  await journal?.open(restore);
  store.onChange = (change) => {
    journal?.write(change);
    noteDue(world, schedule, change);
  };
  const fill = (members: number, shape: Record<string, number>) => {
    const order = newFill(world, members, shape);
    store.onChange({ op: "fill", fill: order });
    store.fills.push(order);
    return fillAccount(world, order, schedule);
  };

  const reset = async (seed = options.seed) => {
    runner.abandon();
    queue.clear();
    const endpoints = store.of("webhook_endpoint").values();
    store.clear();
    schedule.clear();
    world.requests.length = 0;
    world.outage = null;
    Object.assign(world.switches, defaultSwitches());
    clock.setOffset(0);
    await journal?.restart();
    for (const endpoint of endpoints) store.put("webhook_endpoint", endpoint);
    if (seed === "demo") seedDemo(world);
  };

  const room = { world, queue, runner, reset, fill };
  const server = http.createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const control = (method: string, path: string, body: string) => handleControl(room, method, path, body);
    serve({ world, api, settled, control }, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("The emulator failed.");
    });
  });
  const port = await listen(server, options);
  world.baseUrl = `http://127.0.0.1:${port}`;
  if (options.dataDir) await writeFile(portFile(options.dataDir), `${JSON.stringify({ port })}\n`);
  queue.resume();
  if (options.seed === "demo" && store.of("product").size === 0) seedDemo(world);
  if (options.webhook) keepEndpoint(world, options.webhook);
  const timer = setInterval(() => void runner.runTo(clock.nowMs()), 1000);
  timer.unref();

  const stop = async () => {
    clearInterval(timer);
    runner.abandon();
    queue.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await journal?.close();
  };
  return { url: world.baseUrl, port, clock, world, stop };
}

const STARTED_WITH = "started with the emulator";

/** The option's endpoint is one, whatever its address was before: a new secret replaces the old one. */
function keepEndpoint(world: World, webhook: { url: string; secret: string }): void {
  const held = world.store
    .of("webhook_endpoint")
    .values()
    .find((each) => each.description === STARTED_WITH || each.url === webhook.url);
  if (held) world.store.put("webhook_endpoint", { ...held, url: webhook.url, secret: webhook.secret });
  else addEndpoint(world, { ...webhook, events: ["*"], description: STARTED_WITH });
}

function portFile(dataDir: string): string {
  return join(dataDir, "emulator.json");
}

/** Listens on the wanted port; a recorded one is only preferred. */
async function listen(server: http.Server, options: EmulatorOptions): Promise<number> {
  if (options.port) return listenOn(server, options.port);
  if (options.dataDir) {
    await mkdir(options.dataDir, { recursive: true });
    const recorded = await recordedPort(options.dataDir);
    if (recorded) {
      try {
        return await listenOn(server, recorded);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
      }
    }
  }
  return listenOn(server, 0);
}

async function recordedPort(dataDir: string): Promise<number | undefined> {
  try {
    const recorded: unknown = JSON.parse(await readFile(portFile(dataDir), "utf8"));
    const port =
      typeof recorded === "object" && recorded !== null && "port" in recorded ? recorded.port : undefined;
    return typeof port === "number" ? port : undefined;
  } catch {
    return undefined;
  }
}

function listenOn(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
