import type { Element } from "hast";
import type { Block } from "@/domain/article/article";
import { plainRuns } from "./inline-runs";
import type { Reduction } from "./reduction";
import { all, isElement } from "./tree";

type Table = Extract<Block, { type: "table" }>;

/** More columns than any table that is read. */
const MAX_COLUMNS = 100;

interface Row {
  isHead: boolean;
  cells: string[];
}

/** A table without cells that reach over others: what they say is said in each place they reach. Null for an empty one. */
export function table(element: Element, reduction: Reduction): Table | null {
  const [caption] = all(element, (each) => each.tagName === "caption");
  const rows = layOut(rowsOf(element), reduction);
  if (rows.every(({ cells }) => cells.join("") === "")) return null;
  const first = rows.findIndex(({ isHead }) => !isHead);
  const heads = rows.slice(0, first < 0 ? 1 : first);
  return {
    type: "table",
    caption: caption ? plainRuns(caption.children, reduction) : "",
    head: oneHead(heads),
    rows: rows.slice(heads.length).map(({ cells }) => cells),
  };
}

function rowsOf(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (isElement(child, "tr")) return child;
    return isElement(child, "thead", "tbody", "tfoot") ? rowsOf(child) : [];
  });
}

function layOut(rows: readonly Element[], reduction: Reduction): Row[] {
  const grid: string[][] = rows.map(() => []);
  return rows.map((row, y) => {
    const cells = row.children.filter((cell) => isElement(cell, "td", "th"));
    const line = grid[y] ?? [];
    let x = 0;
    for (const cell of cells) {
      while (line[x] !== undefined) x++;
      const [width, height] = [span(cell, "colSpan", MAX_COLUMNS), span(cell, "rowSpan", rows.length - y)];
      const text = plainRuns([cell], reduction);
      // A title of a part of the table is told once.
      const isTitle = width > 1 && cells.length === 1;
      for (let down = 0; down < height; down++)
        for (let right = 0; right < width && x + right < MAX_COLUMNS; right++)
          (grid[y + down] ?? [])[x + right] = isTitle && right > 0 ? "" : text;
      x += width;
    }
    return {
      isHead: row.children.every((cell) => !isElement(cell) || cell.tagName === "th"),
      cells: Array.from(line, (cell) => cell ?? ""),
    };
  });
}

/** Of 0, a cell reaches to the end; of nonsense, it is one. */
function span(cell: Element, name: "colSpan" | "rowSpan", most: number): number {
  const given = Number(cell.properties[name] ?? 1);
  if (given === 0 && name === "rowSpan") return most;
  return Number.isInteger(given) && given > 0 ? Math.min(given, most) : 1;
}

/** Several rows of heads as one: "2025 · Women". */
function oneHead(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, x) =>
    [...new Set(rows.map(({ cells }) => cells[x] ?? ""))].filter(Boolean).join(" · "),
  );
}
