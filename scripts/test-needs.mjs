import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { postgresBinaries } from "../db/testing/postgres-places.mjs";
import { hasHeadlessChromium, systemChromium } from "../e2e/support/chromium.mjs";

const isRoot = process.getuid?.() === 0;
const hasApt = existsSync("/usr/bin/apt-get");

/** The browser tests have their own packages, so that installing the demo stays quick. */
export async function prepareBrowserTests(run) {
  const lock = await readFile("e2e/package-lock.json", "utf8");
  const stamp = "e2e/node_modules/.installed-from";
  const installed = await readFile(stamp, "utf8").catch(() => "");
  if (installed === lock) return;
  console.log("Installing the browser tests' packages.");
  if ((await run("npm", ["ci"], { cwd: "e2e", quiet: true })) !== 0) {
    throw new Error("The browser tests' packages could not be installed: run npm ci in e2e/ to see why.");
  }
  await writeFile(stamp, lock);
}

/** A Chromium: the system's, else Debian's package for root, else Playwright's own download. */
export async function prepareBrowser(run) {
  if (hasHeadlessChromium()) return;
  if (isRoot && hasApt) {
    console.log("Installing Chromium.");
    await apt(run, "chromium-headless-shell");
    // Older releases have it with windows only.
    if (!systemChromium()) await apt(run, "chromium");
    if (!systemChromium())
      throw new Error("No Chromium: apt-get install chromium to see why, then run npm test again.");
    return;
  }
  if (systemChromium()) return;
  console.log("Installing Chromium.");
  await run("node_modules/.bin/playwright", ["install", "chromium"], { cwd: "e2e", quiet: true });
}

/** PostgreSQL's server programs; tests start their own server from them. */
export async function preparePostgres(run) {
  if (postgresBinaries()) return;
  console.log("Installing PostgreSQL.");
  if (isRoot && hasApt) await apt(run, "postgresql");
  if (!postgresBinaries()) {
    throw new Error(
      "No PostgreSQL server programs: install them (Debian: apt-get install postgresql, macOS: brew install postgresql), then run npm test again.",
    );
  }
}

async function apt(run, name) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env, quiet: true });
  await run("apt-get", ["install", "-y", "--no-install-recommends", name], { env, quiet: true });
}
