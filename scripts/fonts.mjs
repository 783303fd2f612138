import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);
const SHEETS = [
  "@fontsource-variable/inter/index.css",
  "@fontsource-variable/source-serif-4/index.css",
  "@fontsource-variable/source-serif-4/wght-italic.css",
];

/** What our style sheets ask of a face; they may use no other weight. */
const WEIGHTS = { min: 400, max: 700 };
const FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"];
/** Part of every file's name, raised with every change of what is cut: browsers keep a file for a year. */
const CUT = 1;

/**
 * What pages in English and Ukrainian are written with, and names of Western Europe; a package's other letters are a
 * file of their own. One that comes late is in another font until the next page. Latin, Cyrillic and all others are three
 * families, in this order: a browser looks at every file of a family anew for every size and weight of it.
 */
const CORE = {
  latin:
    "U+0020-007E,U+00A0,U+00A3,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2-00B3,U+00B7,U+00BB-00BE,U+00C0-00F6,U+00F8-00FF," +
    "U+2009,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+20AC,U+2191,U+2212",
  cyrillic:
    "U+0301,U+0404,U+0406-0407,U+0410-0429,U+042C,U+042E-0449,U+044C,U+044E-044F,U+0454,U+0456-0457,U+0490-0491,U+2116",
};

/** The one Ukrainian word on every English page is a family of its own: its letters weigh a quarter of the alphabet. */
const NAMES = { family: '"Inter Names"', of: "inter-cyrillic-wght-normal", letters: "Українською" };

/** The packages' faces, cut: one that holds the letters of our languages, one that holds the others of the same script. */
export async function readFaces() {
  const faces = [];
  for (const sheet of SHEETS) {
    const path = require.resolve(sheet);
    const { version } = JSON.parse(await readFile(join(dirname(path), "package.json"), "utf8"));
    for (const [, block] of (await readFile(path, "utf8")).matchAll(/@font-face \{([^}]+)\}/g)) {
      const of = (property) => new RegExp(`${property}: *([^;]+);`).exec(block)[1];
      const name = /files\/([^)]+)\.woff2/.exec(block)[1];
      const source = join(dirname(path), "files", `${name}.woff2`);
      const points = codePoints(of("unicode-range"));
      const script = /-(latin|cyrillic)-wght-/.exec(name)?.[1];
      const core = new Set(codePoints(CORE[script] ?? ""));
      const familyOf = (letters) => of("font-family").replaceAll("'", '"').replace("Variable", letters);
      const add = (part, has, family) => {
        const held = points.filter(has);
        const file = `${name}${part}-${version}-${CUT}.woff2`;
        if (held.length > 0) faces.push({ family, style: of("font-style"), source, file, points: held });
      };
      add("", (point) => !core.has(point), familyOf("Others"));
      add("-core", (point) => core.has(point), familyOf(script === "cyrillic" ? "Cyrillic" : "Variable"));
      if (name === NAMES.of) {
        add("-names", (point) => NAMES.letters.includes(String.fromCodePoint(point)), NAMES.family);
      }
    }
  }
  return faces;
}

/**
 * The faces as a style sheet: at addresses that a page can name before its stylesheet is read, and a face that comes
 * too late for the first paint is for the next page, so that no text ever moves.
 */
export async function fontFaces() {
  const rules = (await readFaces()).map(
    ({ family, style, file, points }) => `@font-face {
  font-family: ${family};
  font-style: ${style};
  font-display: optional;
  font-weight: ${WEIGHTS.min} ${WEIGHTS.max};
  src: url("/fonts/${file}") format("woff2-variations");
  unicode-range: ${rangesOf(points)};
}`,
  );
  return `/* Written by scripts/fonts.mjs from the font packages. */\n${rules.join("\n\n")}\n`;
}

/** Puts the files that the faces name into `folder`, those that are not there yet. */
export async function cutFonts(folder) {
  await mkdir(folder, { recursive: true });
  const held = new Set(await readdir(folder));
  for (const { source, file, points } of await readFaces()) {
    if (held.has(file)) continue;
    const cut = await subsetFont(await readFile(source), String.fromCodePoint(...points), {
      targetFormat: "woff2",
      variationAxes: { wght: WEIGHTS },
      keepFeatures: FEATURES,
    });
    // Whole or not at all: a file that is there is not cut again.
    await writeFile(join(folder, `${file}.part`), cut);
    await rename(join(folder, `${file}.part`), join(folder, file));
  }
}

/** The code points that a `unicode-range` names. */
function codePoints(ranges) {
  return ranges
    .split(",")
    .filter(Boolean)
    .flatMap((range) => {
      const [from, to = from] = range
        .trim()
        .replace("U+", "")
        .split("-")
        .map((hex) => Number.parseInt(hex, 16));
      return Array.from({ length: to - from + 1 }, (_, at) => from + at);
    });
}

function rangesOf(points) {
  const hex = (point) => point.toString(16).toUpperCase().padStart(4, "0");
  const runs = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && point === last.to + 1) last.to = point;
    else runs.push({ from: point, to: point });
  }
  return runs.map(({ from, to }) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(",");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await writeFile("app/fonts.css", await fontFaces());
