import type { Block, Inline } from "./article";

/** The footnotes of a body in reading order; a run's number is its place here, from 1. */
export function numberNotes(body: readonly Block[]): Inline[] {
  return body
    .flatMap((block) => {
      if (block.type === "list") return block.items.flat();
      return "content" in block ? block.content : [];
    })
    .filter((run) => run.note !== undefined);
}
