import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/** A program bundled to be run by a process of its own. */
export interface Bundled {
  file: string;
  remove(): Promise<void>;
}

/** Bundles one entry point of ours with its packages left outside. */
export async function bundle(entry: string, plugins: Plugin[] = []): Promise<Bundled> {
  // Inside the project, so that the copy finds its packages.
  await mkdir("dist", { recursive: true });
  const folder = await mkdtemp(resolve("dist", "soak-"));
  const file = join(folder, "program.mjs");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await build({
      entryPoints: [entry],
      outfile: file,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
      logLevel: "error",
      tsconfig: "tsconfig.json",
      plugins,
    });
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
}
