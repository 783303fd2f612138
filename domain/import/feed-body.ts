import type { Element, Root, RootContent } from "hast";
import { removeSignature } from "./feed-signature";
import { isAlone, parseHtml, shownText } from "./html-tree";
import type { SourceArticle } from "./imported";
import { elementsOf, hasClass } from "./tree";

export interface FeedBody {
  content: SourceArticle["content"];
  hero: SourceArticle["hero"];
  text: string;
}

interface About {
  headline: string;
  /** What links in it are relative to. */
  base: string;
  picture: string | null;
  /** Shown only where the body has no picture at all. */
  thumbnail: string | null;
}

/** An item's body without what feeds add to it, and its picture, which is never shown twice. */
export function feedBody(html: string, { headline, base, picture, thumbnail }: About): FeedBody {
  const tree = parseHtml(html);
  const isSigned = removeSignature(tree, headline);
  const isCompleted = completeLinks(tree, base);
  const images = elementsOf(tree).filter(({ tagName }) => tagName === "img");
  const url = picture ?? (images.length === 0 ? thumbnail : null);
  const same = url && images.find(({ properties }) => isSame(properties.src, url));
  const opening = same ? openingPicture(tree, same) : null;
  if (opening) tree.children = tree.children.filter((child) => child !== opening.block);
  const isChanged = isSigned || isCompleted || opening !== null;
  return {
    content: isChanged ? { tree } : { html },
    hero: url && (!same || opening) ? { url, alt: "", ...opening?.told } : null,
    text: shownText(tree),
  };
}

/** Gives whether there were any to complete. */
function completeLinks(tree: Root, base: string): boolean {
  let isChanged = false;
  for (const { properties } of elementsOf(tree)) {
    for (const name of ["href", "src", "dataSrc"]) {
      const address = properties[name];
      if (typeof address !== "string" || /^(#|[a-z][a-z0-9+.-]*:)/i.test(address)) continue;
      if (!URL.canParse(address, base)) continue;
      properties[name] = new URL(address, base).href;
      isChanged = true;
    }
  }
  return isChanged;
}

/** The block that a body opens with, where it shows `image` and nothing else, and what is told of it there. */
function openingPicture(
  tree: Root,
  image: Element,
): { block: RootContent; told: { alt?: string; caption?: string } } | null {
  const block = tree.children.find(
    (child) => child.type === "element" || (child.type === "text" && child.value.trim() !== ""),
  );
  if (block?.type !== "element") return null;
  const captions = elementsOf(block).filter(
    (each) => each.tagName === "figcaption" || hasClass(each, "wp-caption-text"),
  );
  const [caption = ""] = captions.map((each) => shownText(each));
  if (captions.length > 1 || !isAlone(image, block, captions)) return null;
  const { alt } = image.properties;
  return {
    block,
    told: { ...(typeof alt === "string" ? { alt } : {}), ...(caption ? { caption } : {}) },
  };
}

/** Whether two addresses are of one picture, in whichever size. */
function isSame(a: unknown, b: string): boolean {
  return typeof a === "string" && essence(a) === essence(b);
}

function essence(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, host, pathname } = new URL(address);
  // Jetpack's picture server has the first address as its path.
  const whole = /^i\d\.wp\.com$/.test(hostname) ? pathname.slice(1) : `${host}${pathname}`;
  return whole.replace(/(?:-\d+x\d+|-scaled)(?=\.\w+$)/, "");
}
