import type { Element, ElementContent } from "hast";
import type { Block, Inline } from "@/domain/article/article";
import { inlineRuns } from "./inline-runs";
import type { Reduction } from "./reduction";
import { joined } from "./tidy-runs";
import { isElement } from "./tree";

type List = Extract<Block, { type: "list" }>;

const MAX_DEPTH = 10;
const PARTS = new Set("li dt dd ul ol div".split(" "));

/** A list whose items hold what was a list in them as lines of their own, so that numbers stay true. Null for an empty one. */
export function list(element: Element, reduction: Reduction): List | null {
  const items = itemsOf(element, reduction, 0);
  if (items.length === 0) return null;
  const start = Number(element.properties.start ?? 1);
  const startsLater = element.tagName === "ol" && Number.isInteger(start) && start !== 1;
  return { type: "list", ordered: element.tagName === "ol", ...(startsLater ? { start } : {}), items };
}

function itemsOf(element: Element, reduction: Reduction, depth: number): Inline[][] {
  const items: Inline[][] = [];
  let loose: ElementContent[] = [];
  const closeItem = () => {
    items.push(inlineRuns(loose, reduction));
    loose = [];
  };
  for (const child of element.children) {
    if (child.type !== "element" || !PARTS.has(child.tagName)) {
      loose.push(child);
      continue;
    }
    closeItem();
    if (child.tagName === "ul" || child.tagName === "ol") addLines(items, child, reduction, depth);
    // What groups terms and their meanings is no item of its own.
    else if (child.tagName === "div" && depth < MAX_DEPTH)
      items.push(...itemsOf(child, reduction, depth + 1));
    else if (!reduction.footnotes.isMoved(child)) {
      const { own, lists } = apart(child);
      items.push(inlineRuns([own], reduction));
      for (const inner of lists) addLines(items, inner, reduction, depth);
    }
  }
  closeItem();
  return items.filter((item) => item.length > 0);
}

/** A list within an item becomes lines of it, each with its own sign. */
function addLines(items: Inline[][], inner: Element, reduction: Reduction, depth: number): void {
  if (depth > MAX_DEPTH) {
    reduction.drop("content nested too deep");
    return;
  }
  const lines = itemsOf(inner, reduction, depth + 1);
  for (const [at, line] of lines.entries()) {
    const last = items.pop() ?? [];
    if (last.length === 0) items.push(line);
    else {
      const sign = inner.tagName === "ol" ? `${at + 1}.` : "–";
      const space = line[0]?.text ? " " : "";
      items.push(joined([...last, { text: `\n${sign}${space}` }, ...line]));
    }
  }
}

/** An item without the lists in it, and these. */
function apart(item: ElementContent, depth = 0): { own: ElementContent; lists: Element[] } {
  if (!isElement(item) || depth > MAX_DEPTH) return { own: item, lists: [] };
  const lists: Element[] = [];
  const children = item.children.flatMap((child) => {
    if (isElement(child, "ul", "ol", "dl")) {
      lists.push(child);
      return [];
    }
    const inner = apart(child, depth + 1);
    lists.push(...inner.lists);
    return inner.own;
  });
  return { own: lists.length > 0 ? { ...item, children } : item, lists };
}
