import type { AuditLine } from "@/domain/staff/read-audit-log";
import { clockTime, dayOf, placeOf } from "@/domain/staff/room-words";

/** Who changed what, with what stood before and what stands after. */
export function AuditTable({
  lines,
  next,
  timezone,
}: {
  lines: readonly AuditLine[];
  next: number | null;
  timezone: string;
}) {
  if (lines.length === 0) {
    return (
      <p className="mt-6 text-soft">
        Nothing yet. Every sign-in and every change by staff writes a line here.
      </p>
    );
  }
  return (
    <>
      <p className="mt-2 text-lg">{`Every change by staff, newest first, ${placeOf(timezone)} time. No line can be changed.`}</p>
      <ol className="mt-6">
        {lines.map((line) => (
          <li
            key={line.id}
            className="grid gap-x-6 gap-y-1 border-t border-rule py-2.5 md:grid-cols-[11rem_16rem_1fr]"
          >
            <time dateTime={line.at.toISOString()} className="text-sm text-soft tabular-nums">
              {`${dayOf(line.at, timezone)}, ${clockTime(line.at.toISOString(), timezone)}`}
            </time>
            <span className="break-all">{line.actorEmail}</span>
            <span className="min-w-0 wrap-anywhere">
              <strong>{line.action.replace(/[._]/g, " ")}</strong>
              {` ${line.subject}`}
              <Difference before={line.before} after={line.after} />
            </span>
          </li>
        ))}
      </ol>
      {next !== null && (
        <p className="mt-4">
          <a href={`/staff/audit?before=${next}`} className="underline underline-offset-4">
            Older lines
          </a>
        </p>
      )}
    </>
  );
}

function Difference({ before, after }: { before: unknown; after: unknown }) {
  const [held, given] = [entriesOf(before), entriesOf(after)];
  const fields = [...new Set([...held.keys(), ...given.keys()])];
  if (fields.length === 0) return null;
  return (
    <dl className="mt-1 text-sm text-soft">
      {fields.map((field) => (
        <div key={field} className="flex flex-wrap gap-x-2">
          <dt>{`${field}:`}</dt>
          <dd className="min-w-0 wrap-anywhere text-ink">
            {held.has(field) && <span className="text-soft">{`${held.get(field)} → `}</span>}
            {given.get(field) ?? "nothing"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function entriesOf(value: unknown): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(
    Object.entries(value).map(([field, held]) => [
      field,
      typeof held === "string" ? held : JSON.stringify(held),
    ]),
  );
}
