/**
 * Widths of text in em, a little generous: pictures are laid out on the server while SVG is set in whatever
 * sans-serif its reader has.
 */
const CLASSES: [RegExp, number][] = [
  [/[\s.,:;'’!|()[\]iljtfrІіїЇ·-]/u, 0.34],
  [/[mwMWшщжюфмШЩЖЮФМ@%—…]/u, 0.9],
  [/[\dA-ZА-ЯҐЄ]/u, 0.68],
  [/[a-zа-яґє]/u, 0.59],
];
const OTHER = 1;

/** How wide a text is at most at a size, in the unit of the size. */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += emOf(character);
  return em * size;
}

function emOf(character: string): number {
  return CLASSES.find(([of]) => of.test(character))?.[1] ?? OTHER;
}

/** The text, cut with an ellipsis where it would be wider than `width`: between words, so that no figure is halved. */
export function clip(text: string, size: number, width: number): string {
  const room = width / size;
  const withEllipsis = room - emOf("…");
  let em = 0;
  let [fits, fitsWord, at] = [0, 0, 0];
  for (const character of text) {
    if (character === " " && em <= withEllipsis) fitsWord = at;
    em += emOf(character);
    at += character.length;
    if (em <= withEllipsis) fits = at;
    if (em > room) return `${text.slice(0, fitsWord || fits).trimEnd()}…`;
  }
  return text;
}

/** The text in at most `lines` lines of a width, broken between words; what does not fit ends in an ellipsis. */
export function wrap(text: string, size: number, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || widthOf(longer, size) <= width) line = longer;
    else {
      wrapped.push(line);
      line = word;
    }
  }
  if (line) wrapped.push(line);
  const kept = wrapped.slice(0, lines);
  if (wrapped.length > lines) kept[lines - 1] = wrapped.slice(lines - 1).join(" ");
  return kept.map((each) => clip(each, size, width));
}
