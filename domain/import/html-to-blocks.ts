import type { Element, Nodes, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import type { Block, Inline } from "@/domain/article/article";
import { type HostedVideo, hostedVideo } from "@/domain/article/hosted-video";
import { gallery } from "./gallery";
import { inlineRuns, plainRuns } from "./inline-runs";
import { Reduction, type RemoteGallery, type RemotePicture, type RemoteVideo } from "./reduction";

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

const parser = unified().use(rehypeParse, { fragment: true });
const FLOW = new Set(
  "div section article main header footer aside address center details summary body html nav".split(" "),
);
const BLOCKS = new Set("p h1 h2 h3 h4 h5 h6 ul ol blockquote figure table pre hr dl".split(" "));

/**
 * Reduces HTML, or a tree of it, to blocks of ours: everything else is left out and told. `baseUrl` completes links.
 * Pictures may only be files of this machine where their source `takesFiles`.
 */
export function htmlToBlocks(
  content: { html: string } | { tree: Root },
  baseUrl: string | null,
  { takesFiles = false } = {},
): Reduced {
  const tree = "tree" in content ? content.tree : parse(content.html);
  const reduction = new Reduction(baseUrl, takesFiles);
  const blocks = flow(tree.children, reduction, 0);
  return { blocks, dropped: reduction.dropped };
}

/** Text of an HTML fragment. */
export function htmlToText(html: string): string {
  return plainRuns(parse(html).children, new Reduction(null));
}

function parse(html: string): Root {
  try {
    return parser.parse(html);
  } catch (error) {
    // The parser itself goes down element by element.
    if (error instanceof RangeError) throw new Error("its HTML is nested too deep to be read");
    throw error;
  }
}

/** Nodes in a row: blocks as they are, what stands between them as paragraphs. */
function flow(nodes: readonly Nodes[], reduction: Reduction, depth: number): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let loose: Nodes[] = [];
  const closeParagraph = () => {
    blocks.push(...paragraph(loose, reduction));
    loose = [];
  };
  for (const node of nodes) {
    if (node.type !== "element" || !(FLOW.has(node.tagName) || BLOCKS.has(node.tagName))) {
      loose.push(node);
      continue;
    }
    closeParagraph();
    if (reduction.refuses(node, depth)) continue;
    const pictures = gallery(node, reduction);
    if (pictures) blocks.push(...pictures);
    else
      blocks.push(
        ...(FLOW.has(node.tagName)
          ? flow(node.children, reduction, depth + 1)
          : block(node, reduction, depth)),
      );
  }
  closeParagraph();
  return blocks;
}

function block(element: Element, reduction: Reduction, depth: number): DraftBlock[] {
  switch (element.tagName) {
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      const text = plainRuns(element.children, reduction);
      const level = element.tagName < "h3" ? 2 : 3;
      return withMedia(text ? [{ type: "heading", level, text }] : [], reduction);
    }
    case "ul":
    case "ol":
    case "dl":
      return list(element, reduction);
    case "blockquote":
      return quote(element, reduction);
    case "figure":
      return figure(element, reduction, depth);
    case "table":
      return table(element, reduction);
    case "hr":
      return [];
    default:
      return paragraph(element.children, reduction);
  }
}

function paragraph(nodes: readonly Nodes[], reduction: Reduction): DraftBlock[] {
  const content = inlineRuns(nodes, reduction);
  const film = filmAlone(content);
  if (film) {
    reduction.takeVideo(film);
    return withMedia([], reduction);
  }
  return withMedia(content.length > 0 ? [{ type: "paragraph", content }] : [], reduction);
}

/** A film's bare address in a line of its own: what editors make a player of. */
function filmAlone(content: readonly Inline[]): HostedVideo | null {
  const [only, ...more] = content;
  if (!only || more.length > 0 || !/^https?:\/\/\S+$/.test(only.text.trim())) return null;
  return hostedVideo(only.text.trim());
}

/** A film that an embed only links to. */
function filmLinked([only, ...more]: readonly DraftBlock[]): RemoteVideo | null {
  if (only?.type !== "paragraph" || only.content.length !== 1 || more.length > 0) return null;
  const [{ text, href = "" } = { text: "" }] = only.content;
  const video = hostedVideo(href);
  return video && { type: "remote-video", video, title: text };
}

/** Pictures and films inside text stand after it. */
function withMedia(blocks: DraftBlock[], reduction: Reduction): DraftBlock[] {
  return [...blocks, ...reduction.giveMedia()];
}

function list(element: Element, reduction: Reduction): DraftBlock[] {
  const items = all(
    element,
    (each) => each.tagName === "li" || each.tagName === "dd" || each.tagName === "dt",
  )
    // A list inside an item becomes items of its own.
    .map((item) =>
      inlineRuns(
        item.children.filter((child) => !isElement(child, "ul", "ol")),
        reduction,
      ),
    )
    .filter((item) => item.length > 0);
  const made: DraftBlock[] =
    items.length > 0 ? [{ type: "list", ordered: element.tagName === "ol", items }] : [];
  return withMedia(made, reduction);
}

function quote(element: Element, reduction: Reduction): DraftBlock[] {
  const by = all(element, (each) => each.tagName === "cite" || each.tagName === "footer")[0];
  const source = by ? plainRuns(by.children, reduction) : "";
  const content = inlineRuns(
    element.children.filter((child) => child !== by),
    reduction,
  );
  if (content.length === 0) return withMedia([], reduction);
  return withMedia([{ type: "blockquote", content, ...(source ? { cite: source } : {}) }], reduction);
}

function figure(element: Element, reduction: Reduction, depth: number): DraftBlock[] {
  const [caption] = all(element, (each) => each.tagName === "figcaption");
  const words = caption ? plainRuns(caption.children, reduction) : "";
  const [pulled] = all(element, (each) => each.tagName === "blockquote");
  if (pulled && classes(element).includes("pullquote")) {
    const text = plainRuns(
      pulled.children.filter((child) => !isElement(child, "cite")),
      reduction,
    );
    const [cite] = all(pulled, (each) => each.tagName === "cite");
    const by = cite ? plainRuns(cite.children, reduction) : "";
    return text ? [{ type: "pull-quote", text, ...(by ? { by } : {}) }] : [];
  }
  const inner = flow(
    element.children.filter((child) => child !== caption),
    reduction,
    depth + 1,
  );
  const linked = classes(element).includes("embed") ? filmLinked(inner) : null;
  if (linked) return [linked];
  const only = inner.filter((each) => each.type === "remote-picture" || each.type === "remote-video");
  const [first] = only;
  const [onlyTable] = inner;
  if (words && inner.length === 1 && onlyTable?.type === "table" && !onlyTable.caption) {
    onlyTable.caption = words;
    return inner;
  }
  if (first && only.length === 1 && words) {
    if (first.type === "remote-video") first.title = words;
    else first.caption = words;
  } else if (words && inner.length > 0)
    inner.push({ type: "paragraph", content: [{ text: words, italic: true }] });
  return inner;
}

function table(element: Element, reduction: Reduction): DraftBlock[] {
  const [caption] = all(element, (each) => each.tagName === "caption");
  const rows = all(element, (each) => each.tagName === "tr").map((row) => ({
    isHead: row.children.every((cell) => cell.type !== "element" || cell.tagName === "th"),
    cells: row.children
      .filter((cell) => isElement(cell, "td", "th"))
      .map((cell) => plainRuns([cell], reduction)),
  }));
  const [first] = rows;
  if (!first || rows.every(({ cells }) => cells.join("") === "")) return withMedia([], reduction);
  const head = first.isHead ? first.cells : [];
  const body = (first.isHead ? rows.slice(1) : rows).map((row) => row.cells);
  return withMedia(
    [{ type: "table", caption: caption ? plainRuns(caption.children, reduction) : "", head, rows: body }],
    reduction,
  );
}

function isElement(node: Nodes, ...names: string[]): node is Element {
  return node.type === "element" && names.includes(node.tagName);
}

function classes(element: Element): string {
  return [element.properties.className ?? []].flat().join(" ");
}

/** Elements inside, at any depth that is looked at, in order. */
function all(element: Element, fits: (element: Element) => boolean, depth = 0): Element[] {
  if (depth > 20) return [];
  return element.children.flatMap((child) =>
    child.type === "element" ? [...(fits(child) ? [child] : []), ...all(child, fits, depth + 1)] : [],
  );
}
