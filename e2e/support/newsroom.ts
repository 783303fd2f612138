import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../..");
const START_MS = 180_000;
const STOP_MS = 8_000;

/** The part of Progress (the public contract) that a person's tests look at. */
export interface Progress {
  drive: string;
  count: number;
  goal: number;
  endsAt: string;
  state: string;
  held: { since: string; reason: string } | null;
  version: number;
  joinUrl: string;
}

/** A running demo as its newcomer has it: a site, a local Stripe, a staff login, a data folder. */
export interface Newsroom {
  url: string;
  emulatorUrl: string;
  staff: { email: string; password: string };
  dataDir: string;
  process: ChildProcess;
  /** Everything the process has printed, a line each. */
  lines: string[];
  progress(drive?: string): Promise<Progress>;
  /** Its time, in Unix milliseconds: the emulator's, which tests advance. */
  now(): Promise<number>;
  /** One of the emulator's controls, such as `advance` with `{ seconds }`. */
  control(path: string, body?: object): Promise<unknown>;
  /** Runs one of our commands against this newsroom's data, as `npm run <name> -- …args`. */
  command(name: string, ...args: string[]): Promise<{ code: number; output: string }>;
  /** Ends the process with a signal and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface NewsroomOptions {
  /** An existing data folder; by default a new one that is removed at `close`. */
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
}

/** Starts a demo from the finished build on a free port and waits for its ready line. */
export async function openNewsroom(options: NewsroomOptions = {}): Promise<Newsroom> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "muster-e2e-")));
  const port = options.port ?? (await freePort());
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    ...options.env,
  };
  const child = spawn(process.execPath, ["scripts/demo.mjs"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  try {
    await untilReady(child, lines);
  } catch (error) {
    await stop(child, "SIGKILL");
    throw error;
  }
  const url = `http://localhost:${port}`;
  const emulatorUrl = /Stripe\s+(http:\S+)/.exec(lines.join("\n"))?.[1] ?? "";
  const login = /Staff\s+\S+\s+(\S+@\S+)\s+(\S+)/.exec(lines.join("\n"));
  return {
    url,
    emulatorUrl,
    staff: { email: login?.[1] ?? "", password: login?.[2] ?? "" },
    dataDir,
    process: child,
    lines,
    progress: async (drive = "current") => {
      const res = await fetch(`${url}/api/drives/${drive}`);
      return (await res.json()) as Progress;
    },
    now: async () => {
      const res = await fetch(`${emulatorUrl}/_emulator/clock`);
      return Date.parse(((await res.json()) as { now: string }).now);
    },
    control: async (path, body = {}) => {
      const res = await fetch(`${emulatorUrl}/_emulator/${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      if (!res.ok) throw new Error(`${path}: ${await res.text()}`);
      return res.json();
    },
    command: (name, ...args) => runCommand(env, name, args),
    stop: (signal = "SIGTERM") => stop(child, signal),
  };
}

/** Removes a newsroom and its data. */
export async function closeNewsroom(newsroom: Newsroom): Promise<void> {
  await newsroom.stop();
  await rm(newsroom.dataDir, { recursive: true, force: true });
}

async function untilReady(child: ChildProcess, lines: string[]): Promise<void> {
  const ready = new Promise<void>((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (line.startsWith("Muster is ready at ")) done();
      });
    }
    child.once("exit", (code) => fail(new Error(`the demo ended with ${code}:\n${lines.join("\n")}`)));
    setTimeout(
      () => fail(new Error(`the demo was not ready in time:\n${lines.join("\n")}`)),
      START_MS,
    ).unref();
  });
  await ready;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await gone;
  clearTimeout(timer);
}

async function runCommand(
  env: Record<string, string | undefined>,
  name: string,
  args: string[],
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ["scripts/cli.mjs", name, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
