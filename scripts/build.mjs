import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { bundleNode, bundleReader } from "./bundle.mjs";
import { writeStamp } from "./stamp.mjs";

/** Builds everything that production and the demo run: Next's pages, our server, the readers' script. */
export async function buildAll() {
  await rm("dist", { recursive: true, force: true });
  await mkdir("dist", { recursive: true });
  await Promise.all([nextBuild(), bundleNode(), bundleReader()]);
  await writeStamp();
}

function nextBuild() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      stdio: "inherit",
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build ended with ${code}`)),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildAll().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
