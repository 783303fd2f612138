import { mkdirSync, writeFileSync } from "node:fs";

const OUT = "public/pictures";
mkdirSync(OUT, { recursive: true });

/** A small seeded generator, so that the pictures are the same at every run. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

export const round = (n) => Math.round(n * 10) / 10;

export function svg(name, width, height, body) {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  writeFileSync(`${OUT}/${name}.svg`, `${head}${body}</svg>\n`);
}

export const rect = (x, y, w, h, fill, extra = "") =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${fill}"${extra}/>`;
export const circle = (x, y, r, fill, extra = "") =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}"${extra}/>`;
export const path = (d, fill, extra = "") => `<path d="${d}" fill="${fill}"${extra}/>`;
export const line = (d, stroke, width, extra = "") =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"${extra}/>`;

/** A ridge from left to right: a smooth line of hills closed at the bottom. */
export function hills(rand, width, base, height, bottom, fill, steps = 7) {
  let d = `M0 ${bottom}L0 ${round(base)}`;
  for (let i = 1; i <= steps; i++) {
    const x = (width / steps) * i;
    const y = base - rand() * height;
    d += `Q${round(x - width / steps / 2)} ${round(y - height * 0.2)} ${round(x)} ${round(y)}`;
  }
  return path(`${d}L${width} ${bottom}Z`, fill);
}

/** Cuts of the knife: short strokes that make a flat plane breathe. */
export function cuts(rand, x, y, w, h, count, stroke, length = 40, width = 2) {
  let d = "";
  for (let i = 0; i < count; i++) {
    const cx = x + rand() * w;
    const cy = y + rand() * h;
    const l = length * (0.4 + rand());
    d += `M${round(cx)} ${round(cy)}q${round(l / 2)} ${round((rand() - 0.5) * 6)} ${round(l)} 0`;
  }
  return line(d, stroke, width);
}

export function person(x, y, s, coat, skin, extra = "") {
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${round(s * 100) / 100})">${extra}${path("M-26 0C-30-46-24-78 0-82C24-78 30-46 26 0Z", coat)}${circle(0, -100, 17, skin)}${path("M-18-104C-18-124 18-124 18-104C10-112-10-112-18-104Z", coat)}</g>`;
}
