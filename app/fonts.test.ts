import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wordsIn } from "@/components/words/words";
import { fontFaces, readFaces } from "../scripts/fonts.mjs";
import { FIRST_FONTS, ITALIC_FONTS } from "./font-preloads";

const css = await readFile("app/fonts.css", "utf8");
const SCRIPT = /-(latin|cyrillic)-wght-/;

it("the faces are those of the installed packages: else run node scripts/fonts.mjs", async () => {
  expect(css).toBe(await fontFaces());
});

it("what a page asks for early is what its stylesheet asks for", () => {
  for (const href of [FIRST_FONTS, ITALIC_FONTS].flatMap(Object.values).flat())
    expect(css).toContain(`url("${href}")`);
});

it("a style sheet asks for letters in the order of their families: Latin, Cyrillic, others", async () => {
  const families = [...new Set((await readFaces()).map(({ family }) => family))];
  expect(families.sort()).toEqual(
    ["Inter", "Source Serif 4"]
      .flatMap((name) => ["Cyrillic", "Names", "Others", "Variable"].map((part) => `"${name} ${part}"`))
      .filter((family) => !family.includes("Serif 4 Names")),
  );
  const theme = (await read("app/theme.css")).replaceAll(/\s+/g, " ");
  for (const name of ["Inter", "Source Serif 4"])
    expect(theme).toContain(`: "${name} Variable", "${name} Cyrillic", "${name} Others", `);
});

it("the words and the sample articles need no letter beside those that come with the page", async () => {
  const texts = await Promise.all((await sources(["components/words", "domain/demo"])).map(read));
  const used = new Set([...texts.join("")].map((letter) => letter.codePointAt(0)));
  const faces = (await readFaces()).filter(({ file }) => SCRIPT.test(file));
  const late = faces.filter(({ file }) => !/-(core|names)-/.test(file)).flatMap(({ points }) => points);
  expect(faces.filter(({ file }) => file.includes("-core-"))).toHaveLength(6);
  expect(faces.filter(({ file }) => file.includes("-names-"))).toHaveLength(1);
  expect(
    late.filter((point) => point > 0x20 && used.has(point)).map((point) => String.fromCodePoint(point)),
  ).toEqual([]);
});

it("the name of the other language has its letters in a face of its own", async () => {
  const names = (await readFaces()).find(({ file }) => file.includes("-names-"));
  const letters = [...wordsIn("en").otherLanguage].map((letter) => letter.codePointAt(0));
  expect(new Set(names?.points)).toEqual(new Set(letters));
  expect(await read("app/theme.css")).toContain(`.language-name {\n    font-family: ${names?.family},`);
});

it("no page asks for a weight that the faces are cut without", async () => {
  const files = await sources(["app", "components", "domain/embed"]);
  const texts = await Promise.all(files.filter((file) => !file.endsWith("fonts.css")).map(read));
  const asked = [...texts.join("\n").matchAll(/font-weight: ?(\d+)|font-\[(\d+)\]|font: ?(\d{3}) /g)];
  expect(asked.length).toBeGreaterThan(30);
  for (const [text, ...weights] of asked) {
    const weight = Number(weights.find(Boolean));
    expect(weight >= 400 && weight <= 700, text).toBe(true);
  }
  expect(texts.join("\n")).not.toMatch(/\bfont-(thin|extralight|light|extrabold|black)\b/);
});

async function sources(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  return found
    .flat()
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(tsx?|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function read(file: string): Promise<string> {
  return readFile(file, "utf8");
}
