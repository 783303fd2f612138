import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { isBuilt } from "../../scripts/stamp.mjs";

const ROOT = resolve(import.meta.dirname, "../..");

/** Builds once before all specs, so that no newsroom builds on its own. */
export default async function build(): Promise<void> {
  process.chdir(ROOT);
  if (await isBuilt()) return;
  const child = spawn(process.execPath, ["scripts/build.mjs"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("the build failed: run npm run build to see why");
}
