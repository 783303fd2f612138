import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DEFAULT_OPTIONS,
  LAYOUTS,
  optionsQuery,
  parseEmbedOptions,
  parseHex,
  THEMES,
  VARIANTS,
} from "./embed-options";
import { clip, widthOf, wrap } from "./measure";
import { contrast, paletteOn } from "./palette";

const parse = (query: string) => parseEmbedOptions(new URLSearchParams(query));

test("nothing asked for is the default look", () => {
  expect(parse("")).toEqual(DEFAULT_OPTIONS);
  expect(optionsQuery(DEFAULT_OPTIONS)).toBe("");
});

test("every known value is taken", () => {
  expect(parse("theme=dark&layout=card&lang=uk&accent=F0A&message=off")).toEqual({
    theme: "dark",
    layout: "card",
    lang: "uk",
    accent: "ff00aa",
    message: false,
  });
});

test.each([
  "theme=Dark",
  "layout=banner",
  "lang=fr",
  "accent=red",
  "message=no",
  "accent=12345",
  "theme=__proto__",
])("a value that is not known is the default: %s", (query) => {
  expect(parse(query)).toEqual(DEFAULT_OPTIONS);
});

test("whatever is asked, the look is one of few and its query means the same look", () => {
  const seen = new Set<string>();
  const value = fc.oneof(fc.constantFrom(...THEMES, ...LAYOUTS, "en", "uk", "on", "off"), fc.string());
  const query = fc.record({ theme: value, layout: value, lang: value, message: value, accent: fc.string() });
  fc.assert(
    fc.property(query, (asked) => {
      const options = parseEmbedOptions(new URLSearchParams(asked));
      expect(parse(optionsQuery(options))).toEqual(options);
      seen.add(optionsQuery({ ...options, accent: null }));
    }),
    { numRuns: 2_000 },
  );
  expect(seen.size).toBeLessThanOrEqual(VARIANTS);
});

test.each([
  ["#0A0", "00aa00"],
  ["12386B", "12386b"],
  ["ggg", null],
  ["", null],
  ["#", null],
  ["12", null],
])("the colour %s is %s", (text, hex) => {
  expect(parseHex(text)).toBe(hex);
});

test("any accent can be seen on either ground, and read as a link and beneath a button's words", () => {
  const accent = fc.integer({ min: 0, max: 0xffffff }).map((n) => n.toString(16).padStart(6, "0"));
  fc.assert(
    fc.property(accent, fc.constantFrom("light" as const, "dark" as const), (hex, ground) => {
      const colours = paletteOn(ground, hex);
      expect(contrast(colours.accent, colours.ground)).toBeGreaterThanOrEqual(3);
      expect(contrast(colours.link, colours.ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours.onAccent, colours.link)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("text is cut between words, so that no figure is halved", () => {
  const cut = clip("Help us reach 25,000 members", 10, widthOf("Help us reach 25,0…", 10));
  expect(cut).toBe("Help us reach…");
});

test("lines are never wider than their room", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 20, max: 400 }), (text, width) => {
      const lines = wrap(text, 12, width, 2);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(width);
    }),
  );
});
