import type { Inline } from "@/domain/article/article";
import { isBlank } from "./tree";

export type Marks = Omit<Inline, "text" | "note">;

/** What is met among words, in order: text, a line's end, a footnote, a picture or film that was taken. */
export type Piece =
  | { kind: "text"; text: string; marks: Marks }
  | { kind: "break" }
  | { kind: "note"; note: string }
  | { kind: "media" };

/** A run while it grows: its end is looked at for every piece, and a long text's end is far from its beginning. */
interface Draft {
  parts: string[];
  marks: Marks;
  note?: string;
}

/**
 * White space as a browser shows it, runs of the same marks made one, and nothing that shows nothing. With `splits`, an
 * empty line ends a paragraph and "media" stands where a picture or film does; without, all is one line of runs.
 */
export function tidyRuns(pieces: readonly Piece[], { splits }: { splits: boolean }): (Inline[] | "media")[] {
  const paragraphs: (Inline[] | "media")[] = [];
  let runs: Draft[] = [];
  let [media, breaks] = [0, 0];
  const close = () => {
    trimEnd(runs);
    const made = runs.map(finish);
    if (made.some(({ text, note }) => note !== undefined || !isBlank(text))) paragraphs.push(made);
    for (; media > 0; media--) if (splits) paragraphs.push("media");
    runs = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "break") {
      breaks++;
      continue;
    }
    if (piece.kind === "media") {
      if (splits && breaks > 1) close();
      if (splits && runs.length === 0) paragraphs.push("media");
      else media++;
      continue;
    }
    const text = piece.kind === "text" ? piece.text.replace(/[\t\n\f\r ]+/g, " ") : "";
    if (piece.kind === "text" && (text === "" || (text === " " && (breaks > 0 || endsOpen(runs))))) continue;
    if (splits && breaks > 1) close();
    else if (breaks > 0) endLine(runs, piece.kind === "text" ? piece.marks : {});
    breaks = 0;
    if (piece.kind === "note") addNote(runs, piece.note);
    else addText(runs, endsOpen(runs) ? text.replace(/^ /, "") : text, piece.marks);
  }
  close();
  return paragraphs;
}

/** Runs of the same marks made one. */
export function joined(runs: readonly Inline[]): Inline[] {
  const made: Draft[] = [];
  for (const { text, note, ...marks } of runs) {
    addText(made, text, marks);
    const last = made.at(-1);
    if (note !== undefined && last) last.note = note;
  }
  return made.map(finish);
}

function finish({ parts, marks, note }: Draft): Inline {
  return { text: parts.join(""), ...marks, ...(note === undefined ? {} : { note }) };
}

function lastPart(run: Draft | undefined): string {
  return run?.parts.at(-1) ?? "";
}

/** Whether a space here would show nothing: at a line's beginning or after another. */
function endsOpen(runs: readonly Draft[]): boolean {
  const last = runs.at(-1);
  return !last || (last.note === undefined && /[ \n]$/.test(lastPart(last)));
}

function trimEnd(runs: Draft[]): void {
  for (let last = runs.at(-1); last && last.note === undefined; last = runs.at(-1)) {
    for (let part = last.parts.pop(); part !== undefined; part = last.parts.pop()) {
      const kept = part.replace(/[ \n]+$/, "");
      if (kept === "") continue;
      last.parts.push(kept);
      return;
    }
    runs.pop();
  }
}

/** A line's end has the marks of what is on both its sides, else none. */
function endLine(runs: Draft[], next: Marks): void {
  trimEnd(runs);
  const last = runs.at(-1);
  if (last) addText(runs, "\n", sameMarks(last.marks, next) ? next : {});
}

/** A note stands close after its word, whatever space its number had. */
function addNote(runs: Draft[], note: string): void {
  const isEndOfLine = lastPart(runs.at(-1)).endsWith("\n");
  if (!isEndOfLine) trimEnd(runs);
  const last = runs.at(-1);
  if (!last || last.note !== undefined || isEndOfLine) runs.push({ parts: [], marks: {}, note });
  else last.note = note;
}

function addText(runs: Draft[], text: string, marks: Marks): void {
  const last = runs.at(-1);
  if (last && last.note === undefined && sameMarks(last.marks, marks)) last.parts.push(text);
  else runs.push({ parts: [text], marks });
}

function sameMarks(a: Marks, b: Marks): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.struck === b.struck && a.href === b.href;
}
