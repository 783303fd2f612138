import type { StaffSource } from "@/domain/source/list-sources";
import { dayOf, formatCount, plural } from "@/domain/staff/room-words";

type Record = StaffSource["records"][number];

/** Every source by its name, with what it adds to the total, what that rests on, and all that was ever recorded. */
export function SourceList({
  sources,
  timezone,
  mayChange,
}: {
  sources: readonly StaffSource[];
  timezone: string;
  mayChange: boolean;
}) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Places members come from that Stripe does not know. Readers see each by its name, with the day it was
        true, on the{" "}
        <a href="/how-we-count" className="underline underline-offset-4">
          counting page
        </a>
        .
      </p>
      {mayChange && (
        <p className="mt-4">
          <a
            href="/staff/sources/record"
            className="inline-block bg-accent px-5 py-2.5 font-semibold text-on-accent"
          >
            New source
          </a>
        </p>
      )}
      {sources.length === 0 ? (
        <p className="mt-6 text-soft">
          None yet. Patreon, bank transfers or another shop will stand here once somebody records how many
          people they have.
        </p>
      ) : (
        <ul className="mt-6">
          {sources.map((source) => (
            <li key={source.id} className="border-t border-rule py-5 wrap-anywhere">
              <Source source={source} timezone={timezone} mayChange={mayChange} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Source({
  source,
  timezone,
  mayChange,
}: {
  source: StaffSource;
  timezone: string;
  mayChange: boolean;
}) {
  const { id, name, counted, records, duplicates } = source;
  const current = records.find((record) => record.undoneAt === null);
  return (
    <>
      <div className="grid items-baseline gap-x-8 gap-y-2 md:grid-cols-[minmax(0,1fr)_10rem_minmax(0,20rem)]">
        <h2 className="font-serif text-2xl font-semibold">{name}</h2>
        <p className="font-serif text-3xl font-semibold tabular-nums md:text-right">{formatCount(counted)}</p>
        {mayChange && (
          <a
            href={`/staff/sources/record?source=${id}`}
            className="py-1 underline underline-offset-4 md:text-right"
          >
            {`Record ${name} anew`}
          </a>
        )}
      </div>
      <p className="mt-1 max-w-[80ch]">{standingWords(current, duplicates, timezone)}</p>
      <details className="mt-2" open={records.length === 1}>
        <summary className="w-fit py-1 text-sm underline underline-offset-4">
          {`${plural(records.length, "record")} of ${name}`}
        </summary>
        <ol className="mt-1">
          {records.map((record) => (
            <li key={record.id} className="border-t border-rule py-2.5">
              <RecordLine record={record} timezone={timezone} />
              {mayChange && record === current && (
                <a
                  href={`/staff/sources/take-back?record=${record.id}&revision=${source.revision}`}
                  className="inline-block py-1 text-sm text-warn underline underline-offset-4"
                >
                  {`Take back ${formatCount(record.people)} of ${name}`}
                </a>
              )}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function standingWords(current: Record | undefined, duplicates: number, timezone: string): string {
  if (!current) return "Adds nothing now: what was recorded was taken back.";
  const when = `True on ${dayOf(current.asOf, timezone)}.`;
  if (current.kind === "number") return `${when} A number: it may include people who count elsewhere.`;
  return `${when} A list of ${formatCount(current.people)}, of whom ${formatCount(duplicates)} count elsewhere and are not counted twice.`;
}

function RecordLine({ record, timezone }: { record: Record; timezone: string }) {
  const { people, kind, asOf, recordedAt, recordedBy, reason, evidenceUrl, undoneAt, undoneBy } = record;
  return (
    <>
      <p className={undoneAt ? "text-soft line-through" : ""}>
        <strong className="tabular-nums">{formatCount(people)}</strong>
        {`${kind === "list" ? " on a list" : ""}, ${dayOf(asOf, timezone)}: ${reason}`}
      </p>
      <p className="text-sm break-words text-soft">
        {`Recorded on ${dayOf(recordedAt, timezone)} by ${recordedBy}`}
        {undoneAt && `; taken back on ${dayOf(undoneAt, timezone)} by ${undoneBy}`}
        {evidenceUrl && (
          <>
            {". "}
            <a href={evidenceUrl} rel="noreferrer" className="break-all underline underline-offset-4">
              {`Evidence at ${new URL(evidenceUrl).host}`}
            </a>
          </>
        )}
      </p>
    </>
  );
}
