import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { fontFaces } from "../scripts/fonts.mjs";
import { FIRST_FONTS, ITALIC_FONTS } from "./font-preloads";

const css = await readFile("app/fonts.css", "utf8");

it("the faces are those of the installed packages: else run node scripts/fonts.mjs", async () => {
  expect(css).toBe(await fontFaces());
});

it("what a page asks for early is what its stylesheet asks for", () => {
  for (const href of [FIRST_FONTS, ITALIC_FONTS].flatMap(Object.values).flat())
    expect(css).toContain(`url("${href}")`);
});
