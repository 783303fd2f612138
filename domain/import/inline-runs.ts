import type { Element, Nodes } from "hast";
import type { Inline } from "@/domain/article/article";
import { raised } from "./raised";
import type { Reduction } from "./reduction";
import { type Marks, type Piece, tidyRuns } from "./tidy-runs";
import { all, BLOCKS, FLOW, hasClass, isBlank, textOf } from "./tree";

/** Elements that begin and end a line where they stand among words. */
const LINES = new Set([...FLOW, ...BLOCKS, ..."li dt dd tr td th figcaption caption".split(" ")]);
const LINK = /^(https?|mailto):$/;

/** Text with marks; a line that ends within it ends with "\n". Pictures and films among it are handed to `reduction`. */
export function inlineRuns(nodes: readonly Nodes[], reduction: Reduction): Inline[] {
  const [runs = []] = tidyRuns(collectAll(nodes, reduction), { splits: false });
  return runs === "media" ? [] : runs;
}

/**
 * The same as paragraphs: an empty line ends one. "media" stands where a picture or film belongs, in the order in which
 * they were handed to `reduction`.
 */
export function paragraphRuns(nodes: readonly Nodes[], reduction: Reduction): (Inline[] | "media")[] {
  return tidyRuns(collectAll(nodes, reduction), { splits: true });
}

/** Text alone, in one line, without marks; links lost with them are told. */
export function plainRuns(nodes: readonly Nodes[], reduction: Reduction): string {
  const runs = inlineRuns(nodes, reduction);
  const links = new Set(runs.flatMap(({ href }) => href ?? [])).size;
  for (let n = 0; n < links; n++) reduction.drop("link in a heading, a caption, a table or a note");
  return runs
    .filter(({ struck }) => !struck)
    .map(({ text, note }) => text.replaceAll("\n", " ") + (note ? ` (${note})` : ""))
    .join("")
    .replace(/ +/g, " ")
    .trim();
}

function collectAll(nodes: readonly Nodes[], reduction: Reduction): Piece[] {
  const pieces: Piece[] = [];
  for (const node of nodes) collect(node, {}, { reduction, pieces, isPreformatted: false }, 0);
  return pieces;
}

interface Collecting {
  reduction: Reduction;
  pieces: Piece[];
  /** Whether line ends in the source are line ends. */
  isPreformatted: boolean;
}

function collect(node: Nodes, marks: Marks, to: Collecting, depth: number): void {
  const { reduction, pieces } = to;
  if (node.type === "text") {
    pushText(node.value, marks, to);
    return;
  }
  if (node.type !== "element" || reduction.footnotes.isMoved(node)) return;
  const note = noteAt(node, reduction);
  if (note) pieces.push({ kind: "note", note });
  else if (reduction.takesFrame(node)) pieces.push({ kind: "media" });
  else if (!reduction.refuses(node, depth)) collectElement(node, marks, to, depth);
}

function collectElement(node: Element, marks: Marks, to: Collecting, depth: number): void {
  const { reduction, pieces } = to;
  switch (node.tagName) {
    case "br":
      pieces.push({ kind: "break" });
      return;
    case "img":
      if (hasClass(node, "wp-smiley", "emoji")) pushText(String(node.properties.alt ?? ""), marks, to);
      else if (!isPixel(node) && reduction.takesPicture(node)) pieces.push({ kind: "media" });
      return;
    case "picture":
      // Its other sources are the same picture in other forms.
      for (const image of all(node, (each) => each.tagName === "img")) collect(image, marks, to, depth + 1);
      return;
    case "figure":
      if (takesFigure(node, reduction)) {
        pieces.push({ kind: "break" }, { kind: "media" }, { kind: "break" });
        return;
      }
  }
  const text = raised(node);
  if (text !== null) {
    pushText(text, marks, to);
    return;
  }
  const isLine = LINES.has(node.tagName);
  const quotes = node.tagName === "q";
  const inner = node.tagName === "pre" ? { ...to, isPreformatted: true } : to;
  const own = { ...marks, ...marksOf(node, reduction) };
  if (isLine) pieces.push({ kind: "break" });
  if (quotes) pushText("“", own, to);
  for (const child of node.children) collect(child, own, inner, depth + 1);
  if (quotes) pushText("”", own, to);
  if (isLine) pieces.push({ kind: "break" });
}

function pushText(text: string, marks: Marks, { pieces, isPreformatted }: Collecting): void {
  const lines = isPreformatted ? text.split(/\r?\n/) : [text];
  for (const [at, line] of lines.entries()) {
    if (at > 0) pieces.push({ kind: "break" });
    pieces.push({ kind: "text", text: line, marks });
  }
}

/** The footnote that a number among words stands for; also as our own feeds write one. */
function noteAt(node: Element, reduction: Reduction): string | null {
  const isOurs = node.tagName === "small" && hasClass(node, "muster-note");
  const place = isOurs ? node : reduction.footnotes.behind(node);
  if (!place) return null;
  const note = reduction.withoutNotes(() => plainRuns(place.children, reduction));
  return note?.replace(isOurs ? /^\((.*)\)$/ : /^\[\d{1,3}\]\s*/, isOurs ? "$1" : "").trim() || null;
}

/** Whether a figure among words is one picture with its caption, which is taken. */
function takesFigure(figure: Element, reduction: Reduction): boolean {
  const [image, ...more] = all(figure, (each) => each.tagName === "img");
  const [caption] = all(figure, (each) => each.tagName === "figcaption");
  if (!image || more.length > 0 || !isBlank(textOf(figure).replace(caption ? textOf(caption) : "", "")))
    return false;
  return reduction.takesPicture(image, caption ? plainRuns(caption.children, reduction) : "");
}

/** What counts visits and shows nothing. */
function isPixel({ properties: { width, height } }: Element): boolean {
  return [width, height].some((size) => size !== undefined && Number(size) <= 2);
}

function marksOf(element: Element, reduction: Reduction): Marks {
  switch (element.tagName) {
    case "strong":
    case "b":
    case "dt":
      return { bold: true };
    case "em":
    case "i":
    case "cite":
      return { italic: true };
    case "s":
    case "del":
    case "strike":
      return { struck: true };
    case "a": {
      const given = element.properties.href;
      if (typeof given !== "string") return {};
      if (given.startsWith("#")) {
        reduction.drop("link within the page");
        return {};
      }
      const href = reduction.resolve(given);
      if (href && LINK.test(new URL(href).protocol)) return { href };
      reduction.drop("link to an address that is not allowed");
      return {};
    }
    default:
      return {};
  }
}
