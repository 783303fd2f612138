import type { Element, Nodes, Parents } from "hast";

/** Elements that hold blocks and are none themselves. */
export const FLOW = new Set(
  "div section article main header footer aside address center details summary body html nav".split(" "),
);
export const BLOCKS = new Set("p h1 h2 h3 h4 h5 h6 ul ol blockquote figure table pre hr dl".split(" "));

/** Deeper than anything is looked for. */
const MAX_DEPTH = 20;

export function isElement(node: Nodes, ...names: string[]): node is Element {
  return node.type === "element" && (names.length === 0 || names.includes(node.tagName));
}

export function hasClass(element: Element, ...names: string[]): boolean {
  const classes = [element.properties.className ?? []].flat().map(String);
  return names.some((name) => classes.includes(name));
}

/** Elements inside, at any depth that is looked at, in order. */
export function all(element: Parents, fits: (element: Element) => boolean, depth = 0): Element[] {
  if (depth > MAX_DEPTH) return [];
  return element.children.flatMap((child) =>
    child.type === "element" ? [...(fits(child) ? [child] : []), ...all(child, fits, depth + 1)] : [],
  );
}

/** Every element inside, in order, however deep it is. */
export function elementsOf(tree: Parents): Element[] {
  return [...everyElement(tree)].map(({ element }) => element);
}

/** Every element of a tree in order, with what it stands in, however deep it is. */
export function* everyElement(tree: Parents): Generator<{ element: Element; parent: Parents }> {
  const open = childrenOf(tree).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (const inner of childrenOf(next.element).reverse()) open.push(inner);
  }
}

function childrenOf(parent: Parents): { element: Element; parent: Parents }[] {
  return parent.children.flatMap((child) => (child.type === "element" ? { element: child, parent } : []));
}

/** Text inside, as it stands in the source. */
export function textOf(node: Nodes, depth = 0): string {
  if (node.type === "text") return node.value;
  if (!("children" in node) || depth > MAX_DEPTH) return "";
  return node.children.map((child) => textOf(child, depth + 1)).join("");
}

/** Whether a text shows nothing: editors leave lines of hard spaces. */
export function isBlank(text: string): boolean {
  return /^[\s\u200b\u2060\ufeff]*$/.test(text);
}
