import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { bundleNode, bundleReader } from "./bundle.mjs";
import { helpIfAsked } from "./help.mjs";

// The server restarts when its own code changes; pages and components are reloaded by Next itself.
const RESTART_ON = ["server", "domain", "db", "env.ts", "runtime.ts"];
const SETTLE_MS = 200;

helpIfAsked("dev");
let child = null;
let restarting = false;

async function start() {
  await mkdir("dist", { recursive: true });
  await Promise.all([bundleNode(), bundleReader()]);
  child = spawn(process.execPath, ["dist/server.mjs", "dev"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
  });
  child.once("exit", (code) => {
    if (!restarting) process.exit(code ?? 0);
  });
}

async function restart() {
  restarting = true;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  restarting = false;
  await start().catch((error) => console.error(error.message));
}

let timer = null;
for (const path of RESTART_ON) {
  watch(path, { recursive: true }, (_event, name) => {
    if (name?.endsWith(".test.ts")) return;
    clearTimeout(timer);
    timer = setTimeout(restart, SETTLE_MS);
  });
}
watch(
  "components",
  { recursive: true },
  () => void bundleReader().catch((error) => console.error(error.message)),
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child?.kill(signal));

await start();
