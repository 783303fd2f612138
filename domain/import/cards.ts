import type { Element } from "hast";
import type { Block } from "@/domain/article/article";
import { plainRuns } from "./inline-runs";
import type { Reduction } from "./reduction";
import { all, hasClass } from "./tree";

/** Players made of many parts: their clocks and speeds are no words of an article. */
const PLAYERS: readonly (readonly [string, string])[] = [
  ["kg-audio-card", "audio player"],
  ["kg-video-card", "video player"],
  ["wp-audio-shortcode", "audio player"],
  ["wp-video-shortcode", "video player"],
];

/** What an editor made of parts that only mean something together; null for anything else. */
export function card(element: Element, reduction: Reduction): Extract<Block, { type: "paragraph" }>[] | null {
  const player = PLAYERS.find(([name]) => hasClass(element, name));
  if (player) {
    const [title] = all(element, (each) => hasClass(each, "kg-audio-title"));
    const name = title ? plainRuns(title.children, reduction) : "";
    reduction.drop(player[1] + (name ? ` “${name}”` : ""));
    return [];
  }
  if (hasClass(element, "kg-bookmark-card")) return bookmark(element, reduction);
  if (hasClass(element, "wp-block-file")) return file(element, reduction);
  return null;
}

/** A page somewhere else: its title as a link. */
function bookmark(element: Element, reduction: Reduction): Extract<Block, { type: "paragraph" }>[] | null {
  const [link] = all(element, (each) => each.tagName === "a");
  const [title] = all(element, (each) => hasClass(each, "kg-bookmark-title"));
  return link && title ? linked(link, plainRuns(title.children, reduction), reduction) : null;
}

/** A file to take along; the button beside its name says nothing more. */
function file(element: Element, reduction: Reduction): Extract<Block, { type: "paragraph" }>[] | null {
  const [link] = all(element, (each) => each.tagName === "a" && !hasClass(each, "wp-block-file__button"));
  return link ? linked(link, plainRuns(link.children, reduction), reduction) : null;
}

function linked(link: Element, text: string, reduction: Reduction): Extract<Block, { type: "paragraph" }>[] {
  const href = reduction.resolve(link.properties.href);
  if (!text) return [];
  const isAllowed = href && /^https?:/.test(href);
  if (!isAllowed) reduction.drop("link to an address that is not allowed");
  return [{ type: "paragraph", content: [{ text, ...(isAllowed ? { href } : {}) }] }];
}
