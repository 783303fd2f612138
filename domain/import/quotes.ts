import type { Element, ElementContent } from "hast";
import type { Block } from "@/domain/article/article";
import { inlineRuns, plainRuns } from "./inline-runs";
import type { Reduction } from "./reduction";
import { isBlank } from "./tree";

type Quote = Extract<Block, { type: "blockquote" }>;

/** A quotation with who said it, where that stands apart from the words. Null for an empty one. */
export function quote(element: Element, reduction: Reduction): Quote | null {
  const { words, by } = signed(element.children);
  const source = by ? plainRuns(by.children, reduction) : "";
  const content = inlineRuns(words, reduction);
  if (content.length === 0) return null;
  return { type: "blockquote", content, ...(source ? { cite: source } : {}) };
}

/**
 * Takes the name off: a `cite` or `footer` that stands last among the blocks, alone in the last paragraph, or in the
 * last line of it. One within a sentence names a work.
 */
export function signed(nodes: readonly ElementContent[]): { words: ElementContent[]; by: Element | null } {
  const shown = nodes.filter((node) => node.type !== "text" || !isBlank(node.value));
  const [last, before] = [shown.at(-1), shown.slice(0, -1)];
  const unsigned = { words: [...nodes], by: null };
  if (last?.type !== "element") return unsigned;
  const others = nodes.filter((node) => node !== last);
  const standsApart = before.every((node) => node.type === "element") || endsLine(before);
  if (last.tagName === "footer" || (last.tagName === "cite" && standsApart))
    return { words: others, by: last };
  if (last.tagName !== "p" && last.tagName !== "div") return unsigned;
  const inner = signed(last.children);
  const isSentence =
    inner.words.some((node) => node.type === "text" && !isBlank(node.value)) && !endsLine(inner.words);
  if (!inner.by || isSentence) return unsigned;
  return { words: [...others, { ...last, children: inner.words }], by: inner.by };
}

function endsLine(nodes: readonly ElementContent[]): boolean {
  const last = nodes.findLast((node) => node.type !== "text" || !isBlank(node.value));
  return last?.type === "element" && last.tagName === "br";
}
