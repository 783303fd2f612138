import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { bundleNode, bundleReader } from "./bundle.mjs";
import { helpIfAsked } from "./help.mjs";
import { writeStamp } from "./stamp.mjs";

/** Builds everything that production and the demo run: Next's pages, our server, the readers' script, a database. */
export async function buildAll() {
  await rm("dist", { recursive: true, force: true });
  await mkdir("dist", { recursive: true });
  await Promise.all([nextBuild(), bundleNode().then(writeTemplate), bundleReader()]);
  await writeStamp();
}

function nextBuild() {
  return runNode("next build", ["node_modules/next/dist/bin/next", "build"]);
}

/** The empty embedded database that a new data directory begins as. */
function writeTemplate() {
  return runNode("the database template", ["dist/template.mjs", "dist/database", "db/migrations"]);
}

function runNode(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: "inherit",
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`))));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  helpIfAsked("build");
  await buildAll().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
