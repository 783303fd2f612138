import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/db/testing/postgres-server";

const READY_MS = 180_000;
const STOP_MS = 10_000;

/** The demo as a newcomer starts it, with data of its own. */
export interface DemoProcess {
  url: string;
  staff: { email: string; password: string };
  /** One of the emulator's controls, such as `join` with `{ count }`; without a body it is asked, not told. */
  control(path: string, body?: object): Promise<unknown>;
  /** One of our commands against this newsroom's data, as `npm run <name> -- …args`. */
  command(name: string, ...args: string[]): Promise<{ code: number; output: string }>;
  stop(): Promise<void>;
}

/**
 * Starts `npm run demo` on a free port and a new data directory, building first when the sources changed. `settings` go
 * before what the demo sets by itself.
 */
export async function startDemo(settings: Record<string, string> = {}): Promise<DemoProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-soak-"));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", ...settings };
  const child = spawn(process.execPath, ["scripts/demo.mjs"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the demo is not ready:\n${said}`)), READY_MS);
    const take = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("Muster is ready at")) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`the demo ended with ${code}:\n${said}`)));
  });
  const [, emulator = ""] = /Stripe\s+(http:\S+)/.exec(said) ?? [];
  const [, email = "", password = ""] = /Staff\s+\S+\s+(\S+@\S+)\s+(\S+)/.exec(said) ?? [];
  return {
    url: `http://localhost:${port}`,
    staff: { email, password },
    control: async (path, body) => {
      const asked = body ? { method: "POST", body: JSON.stringify(body) } : {};
      const answer = await fetch(`${emulator}/_emulator/${path}`, asked);
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json();
    },
    command: (name, ...args) => runCommand(env, name, args),
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await gone;
      clearTimeout(timer);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs one of our commands with the settings of `env`, as `npm run <name> -- …args`. */
export async function runCommand(env: NodeJS.ProcessEnv, name: string, args: string[]) {
  const child = spawn(process.execPath, ["scripts/cli.mjs", name, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number>((resolve) => child.once("close", (ended) => resolve(ended ?? 1)));
  return { code, output };
}
