import { spawnSync } from "node:child_process";
import { buildAll } from "./build.mjs";
import { isBuilt } from "./stamp.mjs";

if (!process.argv.includes("--help") && !(await isBuilt())) {
  console.log("Building Muster first.");
  process.env.NODE_ENV = "production";
  await buildAll();
}
const { status } = spawnSync(process.execPath, ["bench/main.mjs", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(status ?? 1);
