import type { Element, Nodes } from "hast";
import type { Inline } from "@/domain/article/article";
import type { Reduction } from "./reduction";

/** Elements that only carry meaning we have no mark for: their text stays. */
const BREAKS = new Set(["br", "p", "div", "li", "tr", "td", "th"]);
const LINK = /^(https?|mailto):$/;

type Marks = Pick<Inline, "bold" | "italic" | "href">;

/** The text inside nodes as runs with marks; pictures and films among it are handed to `reduction`. */
export function inlineRuns(nodes: readonly Nodes[], reduction: Reduction): Inline[] {
  const runs: Inline[] = [];
  for (const node of nodes) collect(node, {}, reduction, runs, 0);
  return tidy(runs);
}

/** Text alone, without marks. */
export function plainRuns(nodes: readonly Nodes[], reduction: Reduction): string {
  return inlineRuns(nodes, reduction)
    .map((run) => run.text)
    .join("");
}

function collect(node: Nodes, marks: Marks, reduction: Reduction, runs: Inline[], depth: number): void {
  if (node.type === "text") {
    runs.push({ text: node.value, ...marks });
    return;
  }
  if (node.type !== "element" || reduction.takesFrame(node) || reduction.refuses(node, depth)) return;
  if (node.tagName === "img") {
    reduction.takePicture(node);
    return;
  }
  if (BREAKS.has(node.tagName)) runs.push({ text: " ", ...marks });
  const own = { ...marks, ...marksOf(node, reduction) };
  for (const child of node.children) collect(child, own, reduction, runs, depth + 1);
}

function marksOf(element: Element, reduction: Reduction): Marks {
  switch (element.tagName) {
    case "strong":
    case "b":
      return { bold: true };
    case "em":
    case "i":
    case "cite":
      return { italic: true };
    case "a": {
      const href = reduction.resolve(element.properties.href);
      if (href && LINK.test(new URL(href).protocol)) return { href };
      if (element.properties.href !== undefined) reduction.drop("link to an address that is not allowed");
      return {};
    }
    default:
      return {};
  }
}

/** White space as a browser shows it, and runs of the same marks made one. */
function tidy(runs: readonly Inline[]): Inline[] {
  const tidied: Inline[] = [];
  let afterSpace = true;
  for (const run of runs) {
    let text = run.text.replace(/[\t\n\f\r ]+/g, " ");
    if (afterSpace) text = text.replace(/^ /, "");
    if (text === "") continue;
    afterSpace = text.endsWith(" ");
    const last = tidied.at(-1);
    if (last && sameMarks(last, run)) last.text += text;
    else tidied.push({ ...run, text });
  }
  const last = tidied.at(-1);
  if (last) last.text = last.text.replace(/ $/, "");
  return tidied.filter((run) => run.text !== "");
}

function sameMarks(a: Inline, b: Inline): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.href === b.href;
}
