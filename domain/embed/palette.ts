import type { EmbedOptions } from "./embed-options";

/** Colours of one embed on one ground, each `#rrggbb`. */
export interface Palette {
  ground: string;
  ink: string;
  soft: string;
  track: string;
  /** The bar: at least 3:1 against its ground. */
  accent: string;
  /** Links and the button: at least 4.5:1. */
  link: string;
  /** Text on the accent. */
  onAccent: string;
}

type Ground = "light" | "dark";

const GROUNDS: Record<Ground, Pick<Palette, "ground" | "ink" | "soft" | "track"> & { blue: string }> = {
  light: { ground: "#ffffff", ink: "#17181a", soft: "#57534c", track: "#e4ddd0", blue: "#12386b" },
  dark: { ground: "#14161a", ink: "#ece7dd", soft: "#aaa497", track: "#2f3238", blue: "#9dc0f2" },
};
const GRAPHIC_CONTRAST = 3;
const TEXT_CONTRAST = 4.5;
const STEP = 0.1;

/** The colours of a ground with the accent asked for, brought towards ink as far as it takes to be seen. */
export function paletteOn(ground: Ground, accent: EmbedOptions["accent"]): Palette {
  const { blue, ...base } = GROUNDS[ground];
  const wanted = accent ? `#${accent}` : blue;
  const link = visibleOn(base.ground, wanted, base.ink, TEXT_CONTRAST);
  const onAccent = contrast(link, "#ffffff") >= contrast(link, "#000000") ? "#ffffff" : "#000000";
  return { ...base, accent: visibleOn(base.ground, wanted, base.ink, GRAPHIC_CONTRAST), link, onAccent };
}

function visibleOn(ground: string, colour: string, ink: string, ratio: number): string {
  for (let share = 0; share < 1; share += STEP) {
    const mixed = mix(colour, ink, share);
    if (contrast(mixed, ground) >= ratio) return mixed;
  }
  return ink;
}

/** WCAG 2.2 contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(one: string, other: string, share: number): string {
  const to = channels(other);
  const mixed = channels(one).map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
