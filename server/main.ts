import { resolve } from "node:path";
import { DEMO_EMAIL } from "@/domain/staff/ensure-demo-staff";
import type { Mode } from "@/runtime";
import { type Muster, startMuster } from "./start";

const MODES: readonly Mode[] = ["demo", "dev", "production"];
/** A drain that hangs must not keep the process: every part has had its time by then. */
const EXIT_MS = 4_800;

const mode = MODES.find((each) => each === process.argv[2]);
if (!mode) {
  console.error(`Start with one of: ${MODES.join(", ")}`);
  process.exit(2);
}

let muster: Muster | null = null;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  setTimeout(() => process.exit(1), EXIT_MS).unref();
  await muster?.stop();
  process.exit(0);
}

process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());

try {
  muster = await startMuster(mode, resolve(import.meta.dirname, ".."));
  if (stopping) await muster.stop();
  else announce(muster);
} catch (error) {
  // Settings, a taken data folder or port: the message says what to do, a stack would hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function announce({ settings, staffPassword, emulatorUrl }: Muster): void {
  if (staffPassword) {
    console.log(`
  Front page   ${settings.siteUrl}/
  Join         ${settings.siteUrl}/join
  Staff        ${settings.siteUrl}/staff   ${DEMO_EMAIL}  ${staffPassword}
  Stripe       ${emulatorUrl ?? ""}   (emulator, no real payments)
  Data         ${resolve(settings.dataDir)}

  Send readers: npm run simulate -- --members 500 --rate 20
`);
  }
  console.log(`Muster is ready at ${settings.siteUrl}`);
}
