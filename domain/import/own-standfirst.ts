import type { Element } from "hast";
import { removeSignature } from "./feed-signature";
import { parseHtml, removeElements, shownText } from "./html-tree";
import { elementsOf, hasClass } from "./tree";

/** Where WordPress cut an excerpt that it made itself. */
const CUT = /\s*\[(?:…|\.\.\.)\]$/;
const ELLIPSIS = /\s*(?:…|\.\.\.)/;
/** Fewer letters than these may begin both by chance. */
const TELLING = 40;
/** A caption or two may stand before the words that an excerpt was made of. */
const NEAR_START = 400;

/** The text of a summary that somebody wrote; empty where it is the beginning of `text`, which readers would read twice. */
export function ownStandfirst(summaryHtml: string, text: string, headline: string): string {
  const tree = parseHtml(summaryHtml);
  const hadLink = elementsOf(tree).some(isMoreLink);
  removeElements(tree, isMoreLink);
  removeSignature(tree, headline);
  const summary = shownText(tree);
  if (CUT.test(summary)) return "";
  const [lead = ""] = summary.split(ELLIPSIS);
  const whole = summary.replace(/\s*(?:…|\.\.\.)$/, "");
  const [start, all] = [squeezed(lead), squeezed(text)];
  if (start.length >= TELLING && all.slice(0, NEAR_START + start.length).includes(start)) return "";
  if (lead === whole && all.startsWith(start)) return "";
  return hadLink ? whole : summary;
}

/** “Continue reading”, which themes put after every excerpt. */
function isMoreLink(element: Element): boolean {
  return hasClass(element, "more-link") || hasClass(element, "link-more");
}

/** White space between blocks depends on who made text of them. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
