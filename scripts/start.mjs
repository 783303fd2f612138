import { access } from "node:fs/promises";
import { helpIfAsked } from "./help.mjs";
import { loadSettingsFile } from "./settings-file.mjs";

helpIfAsked("start");
const bundle = new URL("../dist/server.mjs", import.meta.url);

try {
  await access(bundle);
} catch {
  console.error("There is no build yet: run npm run build first.");
  process.exit(1);
}
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
loadSettingsFile();
process.argv[2] = "production";
await import(bundle.href);
