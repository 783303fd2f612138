import type { Element, Parents } from "hast";
import { decoded } from "./decoded";
import { all, BLOCKS, everyElement, FLOW, isElement, textOf } from "./tree";

/** What a note may stand in at the end of a text. */
const HOLDERS = new Set(["li", "p", "div", "dd"]);

/** In characters; a longer one stays where it is. */
const LONGEST_NOTE = 2_000;

/**
 * The footnotes of a text, whoever made them: a link to a place further down whose text leads back to the link.
 * WordPress, Markdown, Word and the plug-ins we know all write them so.
 */
export class Footnotes {
  private readonly noteOf = new Map<Element, Element>();
  private readonly gone = new Set<Element>();

  constructor(tree: Parents) {
    const places = new Map<string, Element>();
    const holders = new Map<Element, Parents>();
    const order = new Map<Element, number>();
    const links: { link: Element; names: string[] }[] = [];
    for (const { element, parent } of everyElement(tree)) {
      holders.set(element, parent);
      order.set(element, order.size);
      for (const name of namesOf(element)) places.set(name, element);
      const names = [...namesOf(element), ...(isElement(parent, "sup") ? namesOf(parent) : [])];
      if (element.tagName === "a" && names.length > 0 && target(element))
        links.push({ link: element, names });
    }
    const leadingBack = new Map<Element, Element[] | null>();
    for (const { link, names } of links) {
      const place = places.get(target(link) ?? "");
      const note = place && holderOf(place, holders);
      // What leads back from a note is a link to a place as well, but not further down.
      if (!note || (order.get(note) ?? 0) < (order.get(link) ?? 0)) continue;
      const inner = leadingBack.get(note) ?? linksIn(note);
      leadingBack.set(note, inner);
      const back = inner?.filter((each) => names.includes(target(each) ?? "")) ?? [];
      if (back.length === 0 || inner?.includes(link)) continue;
      this.noteOf.set(link, note);
      this.gone.add(note);
      for (const each of back) this.gone.add(each);
    }
    if (this.gone.size === 0) return;
    this.leaveOutHeadings(tree);
    for (const { element } of everyElement(tree)) this.leaveOutHeadings(element);
  }

  /** What a link's note stands in, or undefined when it is no footnote's number. */
  behind(element: Element): Element | undefined {
    if (element.tagName === "a") return this.noteOf.get(element);
    if (element.tagName !== "sup") return undefined;
    const [link, ...more] = all(element, (each) => this.noteOf.has(each));
    const isAlone = link && more.length === 0 && textOf(element).trim() === textOf(link).trim();
    return isAlone ? this.noteOf.get(link) : undefined;
  }

  /** Whether an element is a note or leads back from one: it is told where it belongs, not where it stands. */
  isMoved(element: Element): boolean {
    return this.gone.has(element);
  }

  /** A heading over notes that are told elsewhere. */
  private leaveOutHeadings(parent: Parents): void {
    const children = elementsIn(parent);
    for (const [at, child] of children.entries()) {
      const next = children[at + 1];
      if (next && /^h[1-6]$/.test(child.tagName) && this.isAllNotes(next)) this.gone.add(child);
    }
  }

  private isAllNotes(element: Element): boolean {
    if (this.gone.has(element)) return true;
    const items = elementsIn(element);
    return items.length > 0 && items.every((item) => this.gone.has(item));
  }
}

function elementsIn(parent: Parents): Element[] {
  return parent.children.flatMap((child) => (child.type === "element" ? child : []));
}

function namesOf(element: Element): string[] {
  const { id, name } = element.properties;
  return [id, element.tagName === "a" ? name : undefined].flatMap((each) =>
    typeof each === "string" && each ? [each] : [],
  );
}

/** The name of the place on the same page that a link leads to. */
function target(element: Element): string | undefined {
  const { href } = element.properties;
  if (element.tagName !== "a" || typeof href !== "string" || !href.startsWith("#")) return undefined;
  return decoded(href.slice(1)) || undefined;
}

/** The item or paragraph whose beginning a place is; the place itself where it is one. */
function holderOf(place: Element, holders: ReadonlyMap<Element, Parents>): Element | undefined {
  if (HOLDERS.has(place.tagName)) return place;
  let at: Parents | undefined = place;
  for (let up = 0; at?.type === "element" && !FLOW.has(at.tagName) && up < 4; up++) {
    if (HOLDERS.has(at.tagName)) return at;
    if (BLOCKS.has(at.tagName)) return undefined;
    at = holders.get(at);
  }
  return undefined;
}

/** Null for what is no note but a text: a link back from a heading is no footnote. */
function linksIn(note: Element): Element[] | null {
  if (textOf(note).length > LONGEST_NOTE) return null;
  const inner = all(note, () => true);
  if (inner.length > LONGEST_NOTE || inner.some((each) => /^h[1-6]$/.test(each.tagName))) return null;
  return inner.filter((each) => each.tagName === "a");
}
