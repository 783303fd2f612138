import { parseArgs } from "node:util";
import { startEmulator } from "./start";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    "data-dir": { type: "string" },
    "webhook-url": { type: "string" },
    "webhook-secret": { type: "string" },
    seed: { type: "string", default: "demo" },
  },
});

const url = values["webhook-url"];
const secret = values["webhook-secret"];
const emulator = await startEmulator({
  port: values.port ? Number(values.port) : undefined,
  dataDir: values["data-dir"],
  webhook: url && secret ? { url, secret } : undefined,
  seed: values.seed === "empty" ? "empty" : "demo",
});

async function stop(): Promise<void> {
  await emulator.stop();
  process.exit(0);
}

// A parent decides when its emulator stops: Ctrl-C reaches the whole group, and the app must finish first.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (!process.connected) void stop();
  });
}
process.on("disconnect", () => void stop());

if (process.send) process.send({ type: "ready", url: emulator.url, port: emulator.port });
else console.log(`Stripe emulator (no real payments) at ${emulator.url}`);
