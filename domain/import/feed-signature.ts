import type { Element, Root } from "hast";
import { shownText } from "./html-tree";
import { elementsOf } from "./tree";

const IN_ENGLISH = /^The post .+ appeared first on .+$/s;
const LONGEST_REST = 100;

/**
 * Takes out “The post … appeared first on …”, which plug-ins of WordPress put after what a feed shows, in the language
 * of the site: a last paragraph of two links, the first of them the headline. Gives whether there was one.
 */
export function removeSignature(tree: Root, headline: string): boolean {
  const last = tree.children.findLast((child) => child.type === "element");
  if (last?.type !== "element" || last.tagName !== "p" || !isSignature(last, headline)) return false;
  tree.children = tree.children.filter((child) => child !== last);
  return true;
}

function isSignature(paragraph: Element, headline: string): boolean {
  const text = shownText(paragraph);
  if (text.length > headline.length + LONGEST_REST) return false;
  const links = elementsOf(paragraph).filter(({ tagName }) => tagName === "a");
  const [first, second] = links.map((link) => shownText(link));
  const isLinked = links.length === 2 && first === headline && second !== "";
  return isLinked || IN_ENGLISH.test(text);
}
