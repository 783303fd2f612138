import { stringify } from "csv-stringify/sync";

type Cell = string | number | null;

// A spreadsheet runs a cell that begins like a formula; tab and return open one too (OWASP, CSV injection).
const STARTS_A_FORMULA = /^[=+\-@\t\r\n]/;

/** A line of CSV as RFC 4180 has it; text that a spreadsheet would run is shown as text by a leading quote. */
export function csvLine(cells: readonly Cell[]): string {
  const safe = cells.map((cell) =>
    typeof cell === "string" && STARTS_A_FORMULA.test(cell) ? `'${cell}` : cell,
  );
  return stringify([safe], {
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
    cast: { number: (value) => String(value) },
  });
}
