import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

export const ROOT = new URL("..", import.meta.url).pathname;
export const SECRET = "whsec_only_for_the_benchmarks";
const READY_MS = 120_000;

/** A part of the application as a module of its own; not in this folder, whose packages are of other versions. */
export async function load(path) {
  const outfile = join(ROOT, "dist/bench", path.replaceAll("/", "-").replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [join(ROOT, path)],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    tsconfig: join(ROOT, "tsconfig.json"),
    logLevel: "warning",
  });
  return import(outfile);
}

/** Starts a child and waits until it says a line; gives the line's match. */
export async function startUntil(command, args, options, pattern) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  let said = "";
  const match = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), READY_MS);
    const take = (chunk) => {
      said += chunk;
      const found = pattern.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}:\n${said}`)));
  });
  return { child, match, said: () => said, stop: () => stop(child) };
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 8_000);
  await gone;
  clearTimeout(timer);
}

/** Muster as it is built, with the emulator beside it, on a fresh database of its own. */
export async function startMuster({ port, databaseUrl }) {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
  const env = {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: dataDir,
    STRIPE_WEBHOOK_SECRET: SECRET,
    LOG_LEVEL: "error",
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const startedAt = performance.now();
  const app = await startUntil(
    process.execPath,
    ["dist/server.mjs", "demo"],
    { cwd: ROOT, env },
    /Muster is ready at (\S+)/,
  );
  const readyMs = performance.now() - startedAt;
  const [, emulator] = /Stripe\s+(http:\S+)/.exec(app.said()) ?? [];
  const [, email, password] = /Staff\s+\S+\s+(\S+@\S+)\s+(\S+)/.exec(app.said()) ?? [];
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: app.child.pid,
    emulator,
    staff: { email, password },
    readyMs,
    stop: async () => {
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One `customer.subscription.created` as Stripe words it, to make others from. */
export async function eventTemplate(app) {
  await fetch(`${app.emulator}/_emulator/join`, {
    method: "POST",
    body: JSON.stringify({ email: "template@readers.example" }),
  });
  const res = await fetch(`${app.emulator}/v1/events?limit=100`, {
    headers: { authorization: "Bearer sk_test_demo" },
  });
  const { data } = await res.json();
  const event = data.find(
    ({ type, data: { object } }) =>
      type.startsWith("customer.subscription.") && object.status === "active" && object.items,
  );
  if (!event) throw new Error("the emulator told of no active subscription");
  return { ...event, type: "customer.subscription.created", data: { object: event.data.object } };
}
