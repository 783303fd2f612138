import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const STAMP = join(ROOT, "dist/stamp");
const SOURCES = ["app", "cli", "components", "db", "domain", "public", "server", "stripe-emulator"];
const FILES = [
  "env.ts",
  "runtime.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "scripts/build.mjs",
  "scripts/bundle.mjs",
  "scripts/fonts.mjs",
];

/** A hash of everything the build is made from. */
export async function sourceStamp() {
  const hash = createHash("sha256");
  const files = [...FILES];
  for (const folder of SOURCES) {
    const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
    files.push(
      ...entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
    );
  }
  for (const file of files.sort()) {
    hash.update(file);
    hash.update(await readFile(join(ROOT, file)));
  }
  return hash.digest("hex");
}

/** Whether the last finished build was made from these sources. */
export async function isBuilt() {
  const held = await readFile(STAMP, "utf8").catch(() => "");
  return held === (await sourceStamp());
}

export async function writeStamp() {
  await writeFile(STAMP, await sourceStamp());
}
