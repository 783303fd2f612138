import { parseArgs } from "node:util";
import { startEmulator } from "./start.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    "data-dir": { type: "string" },
    "webhook-url": { type: "string" },
    "webhook-secret": { type: "string" },
    seed: { type: "string", default: "demo" },
    help: { type: "boolean", default: false },
  },
});

const HELP = `A local Stripe: no real payments.

  --port <n>              port on 127.0.0.1; the recorded or any free one by default
  --data-dir <folder>     keeps its state there; in memory by default
  --webhook-url <url>     endpoint that gets every event
  --webhook-secret <s>    its signing secret (whsec_…)
  --seed demo|empty       what a new account holds
`;

if (values.help) {
  process.stdout.write(HELP);
} else {
  await run();
}

async function run(): Promise<void> {
  const url = values["webhook-url"];
  const secret = values["webhook-secret"];
  if ((url === undefined) !== (secret === undefined)) {
    console.error("--webhook-url and --webhook-secret belong together.");
    process.exitCode = 1;
    return;
  }
  const emulator = await startEmulator({
    port: Number(values.port ?? 0),
    dataDir: values["data-dir"],
    webhook: url !== undefined && secret !== undefined ? { url, secret } : undefined,
    seed: values.seed === "empty" ? "empty" : "demo",
  });
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await emulator.stop();
    process.exit(0);
  };
  // A Ctrl-C reaches the whole process group: while a parent is there, it decides when this process ends.
  const onSignal = () => {
    if (!process.connected) void stop();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  process.on("disconnect", () => void stop());
  if (process.send) process.send({ type: "ready", url: emulator.url, port: emulator.port });
  else console.log(`Stripe emulator (no real payments) at ${emulator.url}`);
}
