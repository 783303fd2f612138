import { build } from "esbuild";
import { cutFonts } from "./fonts.mjs";

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

/** What runs in Node: the app's server, the emulator, the maker of a first database. */
const NODE_ENTRIES = {
  server: "server/main.ts",
  emulator: "stripe-emulator/main.ts",
  template: "db/template-main.ts",
};

/** The long proofs, which no build needs. */
const SOAK_ENTRIES = { soak: "soak/main.ts" };

/** The command line: what only a command without a running app needs is a file of its own, read when it is needed. */
const COMMAND_LINE = { entryPoints: { cli: "cli/main.ts" }, splitting: true, chunkNames: "[name]" };

export async function bundleNode() {
  await Promise.all([bundleEntries(NODE_ENTRIES), bundleCommandLine()]);
}

export async function bundleCommandLine() {
  await build({ ...NODE, ...COMMAND_LINE, outdir: "dist", outExtension: { ".js": ".mjs" } });
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
    cutFonts("dist/fonts"),
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
