import type { Element, Nodes, Root } from "hast";
import type { Block, Inline } from "@/domain/article/article";
import { type HostedVideo, hostedVideo } from "@/domain/article/hosted-video";
import { card } from "./cards";
import { figure } from "./figures";
import { gallery } from "./gallery";
import { parseHtml, shownText } from "./html-tree";
import { paragraphRuns, plainRuns } from "./inline-runs";
import { list } from "./lists";
import { quote } from "./quotes";
import {
  Reduction,
  type RemoteGallery,
  type RemotePicture,
  type RemoteVideo,
  remoteVideo,
} from "./reduction";
import { table } from "./tables";
import { all, BLOCKS, FLOW, hasClass, isElement } from "./tree";

export type DraftBlock =
  | Exclude<Block, { type: "figure" | "gallery" | "video" | "related" }>
  | RemotePicture
  | RemoteGallery
  | RemoteVideo;

export interface Reduced {
  blocks: DraftBlock[];
  /** What was left out, in words, and how often. */
  dropped: ReadonlyMap<string, number>;
}

/**
 * Reduces HTML, or a tree of it, to blocks of ours: everything else is left out and told. `baseUrl` completes links.
 * Pictures may only be files of this machine where their source `takesFiles`.
 */
export function htmlToBlocks(
  content: { html: string } | { tree: Root },
  baseUrl: string | null,
  { takesFiles = false } = {},
): Reduced {
  const tree = "tree" in content ? content.tree : parseHtml(content.html);
  const reduction = new Reduction(tree, baseUrl, takesFiles);
  const blocks = [...flow(tree.children, reduction, 0), ...reduction.giveMedia()];
  return { blocks, dropped: reduction.dropped };
}

/** Text of an HTML fragment. */
export function htmlToText(html: string): string {
  return shownText(parseHtml(html));
}

/** Nodes in a row: blocks as they are, what stands between them as paragraphs. */
function flow(nodes: readonly Nodes[], reduction: Reduction, depth: number): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let loose: Nodes[] = [];
  const closeParagraph = () => {
    blocks.push(...paragraphs(loose, reduction));
    loose = [];
  };
  for (const node of nodes) {
    if (node.type !== "element" || isAmongWords(node)) {
      loose.push(node);
      continue;
    }
    closeParagraph();
    if (!reduction.footnotes.isMoved(node) && !reduction.refuses(node, depth))
      blocks.push(...block(node, reduction, depth));
  }
  closeParagraph();
  return blocks;
}

/** Editors wrap whole articles in a `<b>` or a link: what holds blocks is none of the words between them. */
function isAmongWords(element: Element): boolean {
  if (FLOW.has(element.tagName) || BLOCKS.has(element.tagName)) return false;
  return Reduction.isRefused(element) || all(element, (inner) => BLOCKS.has(inner.tagName)).length === 0;
}

function block(element: Element, reduction: Reduction, depth: number): DraftBlock[] {
  const known = card(element, reduction) ?? gallery(element, reduction);
  if (known) return known;
  switch (element.tagName) {
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      const text = plainRuns(element.children, reduction);
      const level = element.tagName < "h3" ? 2 : 3;
      return withMedia(text ? { type: "heading", level, text } : null, reduction);
    }
    case "ul":
    case "ol":
    case "dl":
      return withMedia(list(element, reduction), reduction);
    case "blockquote":
      return withMedia(quote(element, reduction), reduction);
    case "table":
      return withMedia(table(element, reduction), reduction);
    case "figure":
      return figure(element, reduction, (nodes) => flow(nodes, reduction, depth + 1));
    case "p":
      return paragraphs(element.children, reduction);
    case "pre":
      return paragraphs([element], reduction);
    case "hr":
      return [];
    default:
      return hasClass(element, "wp-caption")
        ? figure(element, reduction, (nodes) => flow(nodes, reduction, depth + 1))
        : wrapped(element, reduction, depth);
  }
}

function wrapped(element: Element, reduction: Reduction, depth: number): DraftBlock[] {
  if (isElement(element, "a") && element.properties.href !== undefined) reduction.drop("link around blocks");
  return flow(element.children, reduction, depth + 1);
}

/** Pictures and films among words stand after the paragraph they are in, those of a caption before or after them all. */
function paragraphs(nodes: readonly Nodes[], reduction: Reduction): DraftBlock[] {
  const blocks: DraftBlock[] = reduction.giveMedia();
  const runs = paragraphRuns(nodes, reduction);
  const media = reduction.giveMedia();
  for (const content of runs) {
    if (content === "media") {
      blocks.push(...media.splice(0, 1));
      continue;
    }
    const video = filmAlone(content);
    blocks.push(video ? remoteVideo(video, "") : { type: "paragraph", content });
  }
  return [...blocks, ...media];
}

/** A film's bare address in a line of its own: what editors make a player of. */
function filmAlone([only, ...more]: readonly Inline[]): HostedVideo | null {
  const isBare =
    only && more.length === 0 && !only.bold && !only.italic && !only.struck && only.note === undefined;
  const text = isBare ? only.text.trim() : "";
  return /^https?:\/\/\S+$/.test(text) ? hostedVideo(text) : null;
}

function withMedia(made: DraftBlock | null, reduction: Reduction): DraftBlock[] {
  return [...(made ? [made] : []), ...reduction.giveMedia()];
}
