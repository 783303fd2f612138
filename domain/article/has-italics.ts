import type { Block, Inline } from "./article";

/** Whether any word of a body is set in italics: marked so, or part of a quotation. */
export function hasItalics(body: readonly Block[]): boolean {
  return body.some((block) => {
    if (block.type === "blockquote") return true;
    if (block.type === "paragraph") return isMarked(block.content);
    return block.type === "list" && block.items.some(isMarked);
  });
}

function isMarked(runs: readonly Inline[]): boolean {
  return runs.some((run) => run.italic);
}
