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
  template: "db/template-main.ts",
};

/** The long proofs, which no build needs. */
const SOAK_ENTRIES = { soak: "soak/main.ts" };

/** Bundles the named entries into dist/. */
export async function bundleNode(names = Object.keys(NODE_ENTRIES)) {
  await bundleEntries(Object.fromEntries(names.map((name) => [name, NODE_ENTRIES[name]])));
}

export async function bundleSoak() {
  await bundleEntries(SOAK_ENTRIES);
}

async function bundleEntries(entryPoints) {
  await build({ ...NODE, entryPoints, outdir: "dist", outExtension: { ".js": ".mjs" } });
}

const BROWSER = {
  bundle: true,
  minify: true,
  charset: "utf8",
  target: ["chrome111", "firefox113", "safari16.4"],
  outdir: "dist/public",
  logLevel: "warning",
  tsconfig: "tsconfig.json",
};

/** What runs in browsers: the reader pages' files, and those of the embeds. */
export async function bundleReader() {
  await Promise.all([
    build({ ...BROWSER, format: "esm", entryPoints: READER_ENTRIES }),
    build({ ...BROWSER, format: "iife", entryPoints: EMBED_ENTRIES }),
  ]);
}

/** A line before the first paint, and one small file for every page. */
const READER_ENTRIES = { early: "components/elements/early.ts", reader: "components/elements/reader.ts" };

/** Plain scripts, because a module has no way to know where it was loaded from in a sandbox. */
const EMBED_ENTRIES = {
  widget: "components/elements/widget.ts",
  "embed/frame": "components/elements/embed-frame.ts",
  "embed/resize": "components/elements/embed-resize.ts",
};
