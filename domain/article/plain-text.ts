import type { Block, Inline } from "./article";

/** A body as words alone, block by block: what search looks through and feeds fall back on. */
export function plainText(body: readonly Block[]): string {
  return body.map(blockText).filter(Boolean).join("\n");
}

function blockText(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "blockquote":
      return runsText(block.content);
    case "list":
      return block.items.map(runsText).join("\n");
    case "heading":
    case "pull-quote":
      return block.text;
    case "figure":
      return block.picture.caption ?? "";
    case "gallery":
      return [block.title, ...block.pictures.map((picture) => picture.caption ?? "")].join("\n");
    case "video":
      return block.title;
    case "table":
      return [block.caption, ...block.head, ...block.rows.flat()].join(" ");
    case "related":
      return "";
  }
}

/** Runs as text, notes in brackets after what they belong to, without what was struck. */
function runsText(runs: readonly Inline[]): string {
  return runs.map(({ text, struck, note }) => (struck ? "" : text) + (note ? ` (${note})` : "")).join("");
}
