import type { Element, ElementContent, Root, RootContent } from "hast";
import rehypeRaw from "rehype-raw";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { elementsOf, textOf } from "./tree";

const markdown = unified()
  .use(remarkParse)
  .use(remarkGfm)
  // HTML in it is reduced as that of any source is.
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(() => mendPictures)
  .use(() => captionPictures)
  .use(rehypeRaw);

/** A picture as it is written, when its path may have spaces: Markdown itself takes that for words. */
const WRITTEN =
  /!\[([^\]]{0,300})\]\(([^()<>"]{1,300}\.(?:png|jpe?g|webp|gif|avif|heic|heif))(?:\s+"([^"]{0,500})")?\s*\)/gi;

/** Markdown as a tree of HTML, without a first heading that says the headline again. */
export function markdownTree(text: string, headline: string): Root {
  try {
    const tree = markdown.runSync(markdown.parse(text)) as Root;
    const first = tree.children.find((node) => node.type === "element");
    if (first?.tagName === "h1" && isSame(textOf(first), headline))
      tree.children = tree.children.filter((node) => node !== first);
    return tree;
  } catch (error) {
    // Parsers go down element by element.
    if (error instanceof RangeError) throw new Error("its Markdown is nested too deep to be read");
    throw error;
  }
}

function mendPictures(tree: Root): void {
  tree.children = tree.children.flatMap((child) => mended(child));
  for (const parent of elementsOf(tree))
    if (parent.tagName !== "code" && parent.tagName !== "pre")
      parent.children = parent.children.flatMap((child) => mended(child));
}

function captionPictures(tree: Root): void {
  tree.children = tree.children.map((child) => captioned(child));
  for (const parent of elementsOf(tree)) parent.children = parent.children.map((child) => captioned(child));
}

function mended<T extends RootContent>(child: T): (T | ElementContent)[] {
  return child.type === "text" && child.value.includes("![") ? spacedPictures(child.value) : [child];
}

function spacedPictures(words: string): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const found of words.matchAll(WRITTEN)) {
    const [whole, alt = "", src = "", title] = found;
    const properties = { src: src.trim(), alt, ...(title ? { title } : {}) };
    parts.push({ type: "text", value: words.slice(from, found.index) });
    parts.push({ type: "element", tagName: "img", properties, children: [] });
    from = found.index + whole.length;
  }
  return [...parts, { type: "text" as const, value: words.slice(from) }].filter(
    (part) => part.type !== "text" || part.value !== "",
  );
}

/** A paragraph that is one picture with a title, as a figure with a caption. */
function captioned<T extends RootContent>(node: T): T | Element {
  if (node.type !== "element" || node.tagName !== "p") return node;
  const [image, ...more] = node.children.filter(
    (child) => child.type !== "text" || child.value.trim() !== "",
  );
  if (image?.type !== "element" || image.tagName !== "img" || more.length > 0) return node;
  const { title } = image.properties;
  if (typeof title !== "string" || title === "") return node;
  const caption = elementOf("figcaption", [{ type: "text", value: title }]);
  return elementOf("figure", [image, caption]);
}

function elementOf(tagName: string, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: {}, children };
}

function isSame(one: string, other: string): boolean {
  const folded = (words: string) => words.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  return folded(one) === folded(other);
}
