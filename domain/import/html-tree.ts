import type { Element, Root, RootContent } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { plainRuns } from "./inline-runs";
import { Reduction } from "./reduction";

const parser = unified().use(rehypeParse, { fragment: true });

/** HTML as a tree of it. Throws in words where it is nested too deep. */
export function parseHtml(html: string): Root {
  try {
    return parser.parse(html);
  } catch (error) {
    // The parser itself goes down element by element.
    if (error instanceof RangeError) throw new Error("its HTML is nested too deep to be read");
    throw error;
  }
}

/** Text as readers would see it, in one line. */
export function shownText(node: Root | Element): string {
  return plainRuns(node.children, new Reduction(node, null));
}

/** Takes out every element that is not wanted, with all inside it. */
export function removeElements(parent: Root | Element, isUnwanted: (element: Element) => boolean): void {
  const stays = (child: RootContent) => child.type !== "element" || !isUnwanted(child);
  parent.children = parent.children.filter(stays) as Element["children"];
  for (const child of parent.children) if (child.type === "element") removeElements(child, isUnwanted);
}

const WRAPPERS = new Set("figure picture source p div center span a br".split(" "));

/** Whether `block` is, or holds, `image` and beside `others` nothing that would be missed. */
export function isAlone(image: Element, block: Element, others: readonly Element[]): boolean {
  if (block === image) return true;
  let isThere = false;
  for (const child of block.children) {
    if (child === image) isThere = true;
    else if (child.type === "text" ? child.value.trim() === "" : child.type === "comment") continue;
    else if (child.type !== "element") return false;
    else if (others.includes(child)) continue;
    else if (!WRAPPERS.has(child.tagName)) return false;
    else if (child.children.length > 0) {
      if (!isAlone(image, child, others)) return false;
      isThere = true;
    }
  }
  return isThere;
}
