import { circle, line, path, rect, svg } from "./brush.mjs";

/** A writer, as the paper draws them. */
export function portrait(name, background, coat, skin, hair, style) {
  let s = rect(0, 0, 320, 320, background);
  s += path("M40 320C44 236 104 214 160 214s116 22 120 106z", coat) + rect(134, 176, 52, 60, skin);
  s += path("M96 128a64 72 0 0 1 128 0c0 50-28 84-64 84s-64-34-64-84z", skin);
  if (style === "bob")
    s += path(
      "M84 190C70 70 110 44 160 44s90 26 76 146c-14-4-22-20-22-62-40 0-70-14-82-30-6 24-16 30-26 34 0 30-8 54-22 58z",
      hair,
    );
  if (style === "short")
    s += path(
      "M92 130C86 70 118 46 160 46s74 24 68 84c-10-24-16-34-30-40-26 10-56 8-76-2-14 10-22 24-30 42z",
      hair,
    );
  if (style === "beard")
    s +=
      path(
        "M92 126C86 66 118 46 160 46s74 20 68 80c-8-22-14-32-28-38-26 8-56 8-78 0-16 8-22 20-30 38z",
        hair,
      ) + path("M98 150c6 52 28 70 62 70s56-18 62-70c-10 22-26 28-62 28s-52-6-62-28z", hair);
  s +=
    circle(136, 134, 5, "#1d1a18") +
    circle(184, 134, 5, "#1d1a18") +
    line("M146 176q14 8 28 0", "#7a3b2c", 4);
  if (style === "short")
    s += line(
      "M114 134a22 20 0 1 0 44 0a22 20 0 1 0-44 0M162 134a22 20 0 1 0 44 0a22 20 0 1 0-44 0",
      "#1d1a18",
      4,
    );
  svg(name, 320, 320, s);
}
