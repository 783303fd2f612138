import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import type { PlantedBug } from "./planted-bugs";

const run = promisify(execFile);

/**
 * Bundles the histories with one bug planted in a copy of the handler and plays them; gives the seed that caught it,
 * or null when `most` histories saw nothing. With no bug it must see nothing. Throws when the bug's text is not
 * found exactly once.
 */
export async function caughtBy(bug: PlantedBug | null, from: number, most: number): Promise<number | null> {
  // Inside the project, so that the copy finds its packages.
  await mkdir("dist", { recursive: true });
  const folder = await mkdtemp(resolve("dist", "planted-"));
  const outfile = join(folder, "play.mjs");
  try {
    await build({
      entryPoints: ["soak/mutations/play.ts"],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
      logLevel: "error",
      tsconfig: "tsconfig.json",
      plugins: bug ? [plant(bug)] : [],
    });
    const { stdout } = await run(process.execPath, [outfile, String(from), String(most)]);
    return (JSON.parse(stdout) as { caughtBy: number | null }).caughtBy;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
