import { expect, it } from "vitest";
import type { Block } from "./article";
import { hasItalics } from "./has-italics";

const plain: Block = { type: "paragraph", content: [{ text: "The bridge floats.", bold: true }] };

it.each<[string, Block]>([
  ["a marked word", { type: "paragraph", content: [{ text: "The " }, { text: "Ferry", italic: true }] }],
  ["a marked word of a list", { type: "list", ordered: false, items: [[{ text: "Ferry", italic: true }]] }],
  ["a quotation", { type: "blockquote", content: [{ text: "It floats." }] }],
])("%s is in italics", (_what, block) => {
  expect(hasItalics([plain, block])).toBe(true);
});

it("words that are only bold, headings and pull quotes are not", () => {
  expect(
    hasItalics([
      plain,
      { type: "heading", level: 2, text: "Ferry" },
      { type: "pull-quote", text: "It floats." },
    ]),
  ).toBe(false);
});
