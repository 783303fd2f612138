import { dayWords } from "@/domain/outlook/outlook-words";
import type { Departures } from "@/domain/outlook/read-movement";
import { formatCount } from "@/domain/staff/room-words";
import { Defined } from "../defined";
import { LedgerLink } from "../ledger-link";

/** Who will stop counting and when, and whose payment fails, each with the rows behind it. */
export function DeparturesList({
  departures: { leaving, failing },
  isWall,
}: {
  departures: Departures;
  isWall: boolean;
}) {
  return (
    <div>
      <h3 className="font-serif text-xl font-semibold">
        <Defined
          label="Leaving soon"
          definition="Members who cancelled and count until the time they paid for ends, by the day it does."
        />
      </h3>
      {leaving.length === 0 ? (
        <p className="mt-2 text-soft">
          Nobody is set to leave. Who cancels will show here with the day they stop counting.
        </p>
      ) : (
        <ul className="mt-1">
          {leaving.map(({ day, people }) => (
            <li
              key={day}
              className="flex justify-between border-t border-rule py-1.5 tabular-nums first:border-t-0"
            >
              <span>{dayWords(day)}</span>
              <RowsLink
                count={people}
                of={`leaving on ${dayWords(day)}`}
                query={{ now: "leaving", day }}
                isWall={isWall}
              />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 flex justify-between border-t border-rule pt-2">
        <Defined
          label="Payment failing"
          definition="Members whose last payment failed. They count for at most 30 days while Stripe tries again."
        />
        <span className={`tabular-nums ${failing > 0 ? "text-warn" : ""}`}>
          <RowsLink count={failing} of="whose payment fails" query={{ now: "failing" }} isWall={isWall} />
        </span>
      </p>
    </div>
  );
}

function RowsLink(props: { count: number; of: string; query: Record<string, string>; isWall: boolean }) {
  const { count, of, query, isWall } = props;
  if (isWall || count === 0) return <span className="font-semibold">{formatCount(count)}</span>;
  return <LedgerLink query={query} words={formatCount(count)} of={of} />;
}
