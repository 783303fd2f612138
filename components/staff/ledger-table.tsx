import { dayWords } from "@/domain/outlook/outlook-words";
import type { LedgerFilter, LedgerLine } from "@/domain/outlook/read-ledger";
import { formatChange, formatCount, momentOf, placeOf, plural } from "@/domain/staff/room-words";
import { ScrollBox } from "./scroll-box";

/** Rows of the ledger behind a figure, newest first. Nothing in it tells who. */
export function LedgerTable(props: {
  filter: LedgerFilter;
  lines: readonly LedgerLine[];
  next: number | null;
  rows: number;
  sum: number;
  timezone: string;
  now: Date;
}) {
  const { filter, lines, next, rows, sum, timezone, now } = props;
  const { before: _, ...narrowed } = filter;
  const isNarrowed = Object.values(narrowed).some((value) => value !== undefined);
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        {`${plural(rows, "row")}, together ${formatChange(sum)}. `}
        {isNarrowed
          ? filterWords(narrowed, timezone, now)
          : "Every change of who counts, with its cause. Nothing is ever rewritten."}
      </p>
      <p className="mt-2 flex flex-wrap gap-x-6 text-sm">
        {isNarrowed && (
          <a href="/staff/ledger" className="py-1 underline underline-offset-4">
            Show every row
          </a>
        )}
        <a href="/staff/export/ledger" className="py-1 underline underline-offset-4">
          Ledger as CSV
        </a>
        <a href="/staff/export/hours" className="py-1 underline underline-offset-4">
          Hours as CSV
        </a>
        <a href="/staff/export/attribution" className="py-1 underline underline-offset-4">
          Attribution as CSV
        </a>
      </p>
      {lines.length === 0 ? (
        <p className="mt-6 text-soft">No rows. Each join and leave writes one.</p>
      ) : (
        <ScrollBox label="Rows of the ledger" className="mt-6">
          <table className="w-full min-w-[44rem] border-collapse text-sm tabular-nums">
            <thead>
              <tr className="border-b border-ink text-left">
                <th className="py-2 pr-4 font-medium">{`Recorded, ${placeOf(timezone)} time`}</th>
                <th className="py-2 pr-4 font-medium">Change</th>
                <th className="py-2 pr-4 font-medium">Kind</th>
                <th className="py-2 pr-4 font-medium">Cause</th>
                <th className="py-2 pr-4 font-medium">Plan</th>
                <th className="py-2 pr-4 font-medium">From</th>
                <th className="py-2 text-right font-medium">Total after</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id} className="border-b border-rule align-baseline">
                  <td className="py-1.5 pr-4">{momentOf(line.at.toISOString(), timezone, now)}</td>
                  <td className={`py-1.5 pr-4 font-semibold ${line.delta > 0 ? "text-accent" : "text-warn"}`}>
                    {formatChange(line.delta)}
                  </td>
                  <td className="py-1.5 pr-4">{line.kind}</td>
                  <td className="max-w-64 py-1.5 pr-4 break-words">{causeWords(line)}</td>
                  <td className="py-1.5 pr-4">{line.plan ?? ""}</td>
                  <td className="max-w-56 py-1.5 pr-4 break-words">{attributionWords(line.attribution)}</td>
                  <td className="py-1.5 text-right">{formatCount(line.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {next !== null && (
        <p className="mt-4">
          <a href={olderAddress(narrowed, next)} className="underline underline-offset-4">
            Older rows
          </a>
        </p>
      )}
    </>
  );
}

const STATES = { leaving: "members who will leave", failing: "members whose payment fails" };

function filterWords(filter: Omit<LedgerFilter, "before">, timezone: string, now: Date): string {
  const { from, to, part, now: state, day, ...origin } = filter;
  if (filter.country) return `Only: members from ${filter.country}, the row by which each counts now.`;
  const when = from
    ? `from ${momentOf(from, timezone, now)}${to ? ` to ${momentOf(to, timezone, now)}` : ""}`
    : "";
  const who = state
    ? `${STATES[state]}${day ? ` on ${dayWords(day)}` : ""}, the row by which each counts now`
    : "";
  const where = Object.entries(origin).flatMap(([by, name]) =>
    name ? [`${by === "embedHost" ? "embed" : by} ${name}`] : [],
  );
  return `Only: ${[who, part, ...where, when].filter(Boolean).join(", ")}.`;
}

function olderAddress(filter: Omit<LedgerFilter, "before">, before: number): string {
  const said = Object.entries({ ...filter, before }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return `/staff/ledger?${new URLSearchParams(said)}`;
}

/** "event, charge refunded"; "adjustment, Patreon". */
function causeWords({ cause, behind, kind }: LedgerLine): string {
  if (!behind) return cause;
  return `${cause}, ${kind === "source" ? behind : behind.replaceAll(/[._]/g, " ")}`;
}

function attributionWords(attribution: Record<string, string> | null): string {
  if (!attribution) return "";
  return [attribution.article ?? attribution.section, attribution.place, attribution.embedHost]
    .filter(Boolean)
    .join(", ");
}
