import { buildAll } from "./build.mjs";
import { helpIfAsked } from "./help.mjs";
import { isBuilt } from "./stamp.mjs";

helpIfAsked("demo");
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
if (!(await isBuilt())) {
  console.log("Building Muster; this takes about half a minute the first time.");
  try {
    await buildAll();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
process.argv[2] = "demo";
await import("../dist/server.mjs");
