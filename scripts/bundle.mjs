import { build } from "esbuild";

const NODE = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
  tsconfig: "tsconfig.json",
};

/** What runs in Node: the app's server, the command line, the emulator. */
export const NODE_ENTRIES = {
  server: "server/main.ts",
  cli: "cli/main.ts",
  emulator: "stripe-emulator/main.ts",
};

/** Bundles the named entries into dist/. */
export async function bundleNode(names = Object.keys(NODE_ENTRIES)) {
  const entryPoints = Object.fromEntries(names.map((name) => [name, NODE_ENTRIES[name]]));
  await build({ ...NODE, entryPoints, outdir: "dist", outExtension: { ".js": ".mjs" } });
}

/** What runs in readers' browsers: a line before the first paint, and one small file for every page. */
export async function bundleReader() {
  await build({
    entryPoints: { early: "components/elements/early.ts", reader: "components/elements/reader.ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox113", "safari16.4"],
    outdir: "dist/public",
    logLevel: "warning",
    tsconfig: "tsconfig.json",
  });
}
