import type { Element, ElementContent } from "hast";
import { plainRuns } from "./inline-runs";
import { Reduction, type RemoteGallery, type RemotePicture } from "./reduction";

/** WordPress with and without its block editor, Jetpack, Ghost. */
const GALLERY = /(^| )(wp-block-gallery|blocks-gallery-grid|gallery|tiled-gallery|kg-gallery-card)( |$)/;
const ITEMS = new Set(["figure", "li", "dl"]);
const CAPTIONS = new Set(["figcaption", "dd"]);
/** Deeper than any gallery. */
const MAX_DEPTH = 20;

interface Item {
  image: Element;
  caption: Element | null;
}

/** The pictures of an element that is a gallery, or null when it is none or holds anything else. */
export function gallery(element: Element, reduction: Reduction): (RemoteGallery | RemotePicture)[] | null {
  const own = [element.properties.className ?? []].flat().join(" ");
  if (!GALLERY.test(own)) return null;
  const found: Found = { items: [], titles: [], refused: [], hasMore: false };
  look(element.children, found, null, 0);
  if (found.hasMore || found.items.length < 2) return null;
  for (const refused of found.refused) reduction.refuses(refused, 0);
  const title = found.titles.map((each) => plainRuns(each.children, reduction)).join(" ");
  const pictures = found.items.flatMap(({ image, caption }) => {
    const words = caption ? plainRuns(caption.children, reduction) : "";
    reduction.takesPicture(image, words);
    return reduction.giveMedia().filter((each) => each.type === "remote-picture");
  });
  return pictures.length < 2 ? pictures : [{ type: "remote-gallery", title, pictures }];
}

interface Found {
  items: Item[];
  titles: Element[];
  refused: Element[];
  /** Words that are no caption, or more than one gallery's depth: it is not only a gallery. */
  hasMore: boolean;
}

/** `caption` is that of the item around these nodes; null outside of any. */
function look(nodes: readonly ElementContent[], found: Found, caption: Element | null, depth: number): void {
  if (depth > MAX_DEPTH) found.hasMore = true;
  for (const node of nodes) {
    if (found.hasMore) return;
    if (node.type === "text" && node.value.trim()) found.hasMore = true;
    if (node.type !== "element" || node === caption) continue;
    if (Reduction.isRefused(node)) found.refused.push(node);
    else if (node.tagName === "img") found.items.push({ image: node, caption });
    else if (CAPTIONS.has(node.tagName)) found.titles.push(node);
    else
      look(node.children, found, ITEMS.has(node.tagName) ? (captionIn(node) ?? caption) : caption, depth + 1);
  }
}

/** The caption of an item itself, not that of an item in it. */
function captionIn(item: Element): Element | null {
  for (const child of item.children) {
    if (child.type !== "element" || ITEMS.has(child.tagName)) continue;
    if (CAPTIONS.has(child.tagName)) return child;
    const inner = captionIn(child);
    if (inner) return inner;
  }
  return null;
}
