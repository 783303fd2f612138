import { DomainError } from "@/domain/errors";
import { hashEmail } from "@/domain/membership/email-hash";

/** Another system's members, by keyed hash of their address, in the order of the file. */
export interface MemberList {
  people: { line: number; emailHash: string }[];
  rows: number;
  /** Lines without an address, and addresses that come a second time. */
  withoutEmail: number;
  repeated: number;
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Reads a CSV with a header or without; the addresses are in the column called e-mail, else where they first are. */
export function readMemberList(csv: string, emailHashKey: string): MemberList {
  const records = parseCsv(csv.replace(/^\uFEFF/, ""));
  const [head, ...rest] = records;
  if (!head) throw new DomainError("invalid_input", "The file is empty.");
  const named = head.findIndex((cell) => /^e-?mail/i.test(cell.trim()));
  const hasHead = !head.some((cell) => ADDRESS.test(cell.trim()));
  const rows = hasHead ? rest : records;
  const column =
    named >= 0
      ? named
      : rows.map((row) => row.findIndex((cell) => ADDRESS.test(cell.trim()))).find((i) => i >= 0);
  if (column === undefined)
    throw new DomainError("invalid_input", "The file has no column of e-mail addresses.");
  const list: MemberList = { people: [], rows: rows.length, withoutEmail: 0, repeated: 0 };
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const cell = (row[column] ?? "").trim();
    const emailHash = ADDRESS.test(cell) ? hashEmail(cell, emailHashKey) : null;
    if (!emailHash) list.withoutEmail++;
    else if (seen.has(emailHash)) list.repeated++;
    else {
      seen.add(emailHash);
      list.people.push({ line: index + (hasHead ? 2 : 1), emailHash });
    }
  }
  return list;
}

/** RFC 4180, with commas, semicolons or tabs between the cells; blank lines are skipped. */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    record.push(cell);
    cell = "";
  };
  const endRecord = () => {
    endCell();
    if (record.some((each) => each.trim() !== "")) records.push(record);
    record = [];
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === separator) endCell();
    else if (letter === "\n") endRecord();
    else if (letter !== "\r") cell += letter;
  }
  if (cell !== "" || record.length > 0) endRecord();
  return records;
}

function separatorOf(text: string): string {
  const [first = ""] = text.split("\n", 1);
  const found = [",", ";", "\t"].map((each) => ({ each, n: first.split(each).length }));
  return found.sort((a, b) => b.n - a.n)[0]?.each ?? ",";
}
