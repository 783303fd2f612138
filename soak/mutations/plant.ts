import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Plugin } from "esbuild";
import { bundle } from "../world/bundle";
import type { PlantedBug } from "./planted-bugs";

const run = promisify(execFile);

/**
 * Bundles the histories with one bug planted in a copy of the handler and plays them; gives the seed that caught it,
 * or null when `most` histories saw nothing. With no bug it must see nothing. Throws when the bug's text is not
 * found exactly once.
 */
export async function caughtBy(bug: PlantedBug | null, from: number, most: number): Promise<number | null> {
  const program = await bundle("soak/mutations/play.ts", bug ? [plant(bug)] : []);
  try {
    const { stdout } = await run(process.execPath, [program.file, String(from), String(most)]);
    return (JSON.parse(stdout) as { caughtBy: number | null }).caughtBy;
  } finally {
    await program.remove();
  }
}

/** Looks first where the bug was seen before, because most histories have nothing to do with it. */
export async function firstToSee(bug: PlantedBug, from: number, most: number): Promise<number | null> {
  return (await caughtBy(bug, bug.seenBy, 1)) ?? (await caughtBy(bug, from, most));
}

function plant(bug: PlantedBug): Plugin {
  const file = resolve(bug.file);
  return {
    name: "plant a bug",
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path !== file) return undefined;
        const text = await readFile(path, "utf8");
        if (text.split(bug.from).length !== 2) throw new Error(`"${bug.from}" is not once in ${bug.file}`);
        return { contents: text.replace(bug.from, () => bug.to), loader: "ts" };
      });
    },
  };
}
