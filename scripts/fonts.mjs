import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const SHEETS = [
  "@fontsource-variable/inter/index.css",
  "@fontsource-variable/source-serif-4/index.css",
  "@fontsource-variable/source-serif-4/wght-italic.css",
];
const FILE = /url\(\.\/files\/([^)]+)\)/g;

/**
 * The packages' font faces with two changes: addresses that a page can name before its stylesheet is read, and a
 * face that comes too late for the first paint is for the next page, so that no text ever moves.
 */
export async function fontFaces() {
  const sheets = await Promise.all(
    SHEETS.map(async (sheet) => {
      const path = require.resolve(sheet);
      const { version } = JSON.parse(await readFile(join(dirname(path), "package.json"), "utf8"));
      return (await readFile(path, "utf8"))
        .replace(FILE, (_, file) => `url("/fonts/${file}?v=${version}")`)
        .replaceAll("font-display: swap", "font-display: optional")
        .replaceAll("'", '"')
        .trim();
    }),
  );
  return `/* Written by scripts/fonts.mjs from the font packages. */\n${sheets.join("\n\n")}\n`;
}

/** Puts the files that the faces name into `folder`. */
export async function copyFonts(folder) {
  await mkdir(folder, { recursive: true });
  for (const sheet of SHEETS) {
    const path = require.resolve(sheet);
    for (const [, file] of (await readFile(path, "utf8")).matchAll(FILE))
      await cp(join(dirname(path), "files", file), join(folder, basename(file)));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await writeFile("app/fonts.css", await fontFaces());
