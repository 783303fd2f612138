import { type DashboardQuery, dashboardAddress, SPANS } from "@/domain/outlook/dashboard-query";
import type { Departures, Movement, MovementPart, Origin } from "@/domain/outlook/read-movement";
import { formatChange, formatCount } from "@/domain/staff/room-words";
import { Defined } from "../defined";
import { DeparturesList } from "./departures-list";

const PARTS: Record<MovementPart["part"], { name: string; definition: string }> = {
  new: { name: "New", definition: "People whose first membership ever began." },
  returned: { name: "Returned", definition: "People who had been members before and began to count again." },
  switched: {
    name: "Changed to a subscription",
    definition:
      "People who counted by a gift or a pass and now subscribe; the other half stands under gifts or passes.",
  },
  left: {
    name: "Left",
    definition:
      "People who stopped counting by a subscription: it ended, was refunded, or went unpaid for 30 days.",
  },
  gifts: { name: "Gifts", definition: "Gift memberships that began, less those that ended." },
  passes: { name: "Passes", definition: "One-time payments whose term began, less those whose term ended." },
  sources: { name: "Sources", definition: "What staff recorded of places Stripe does not know." },
  corrections: {
    name: "Corrections",
    definition: "Records put right, such as two customers who were one person. Nobody joined or left.",
  },
  steps: {
    name: "Imports and policy",
    definition:
      "Steps made at once: members counted at the start, products or rules changed. Not part of the pace.",
  },
};

const SPAN_NAMES: Record<(typeof SPANS)[number], string> = {
  1: "Today",
  7: "7 days",
  28: "28 days",
  90: "90 days",
};

/** What the number was made of over a span of days, beside the span before. */
export function MovementPanel({
  movement,
  departures,
  query,
}: {
  movement: Movement;
  departures: Departures;
  query: DashboardQuery;
}) {
  const isWall = query.wall !== null;
  return (
    <section aria-labelledby="movement" className="mt-10 border-t border-ink pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8">
        <h2 id="movement" className="font-serif text-2xl font-semibold">
          What moved it
        </h2>
        {!isWall && (
          <ul className="flex gap-x-4 text-sm">
            {SPANS.map((days) => (
              <li key={days}>
                <a
                  href={dashboardAddress(query, { days })}
                  aria-current={days === query.days ? "true" : undefined}
                  className="inline-block py-2 text-soft underline-offset-4 hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
                >
                  {SPAN_NAMES[days]}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="mt-3 grid gap-x-12 gap-y-8 lg:grid-cols-[1.3fr_1fr]">
        <Waterfall movement={movement} isWall={isWall} />
        <div className="space-y-8">
          <DeparturesList departures={departures} isWall={isWall} />
          {!isWall && <Origins movement={movement} />}
        </div>
      </div>
    </section>
  );
}

function Waterfall({ movement, isWall }: { movement: Movement; isWall: boolean }) {
  const { before, after, parts, previous } = movement;
  const shown = parts.filter(
    ({ part, change }) => change !== 0 || ["new", "returned", "left"].includes(part),
  );
  let running = before;
  const steps = shown.map(({ part, change }) => {
    const from = running;
    running += change;
    return { part, change, low: Math.min(from, running), high: Math.max(from, running) };
  });
  const lowest = Math.min(before, after, ...steps.map(({ low }) => low));
  const highest = Math.max(before, after, ...steps.map(({ high }) => high));
  const span = Math.max(1, highest - lowest);
  const at = (count: number) => ((count - lowest) / span) * 100;
  const earlier = new Map(previous.map(({ part, change }) => [part, change]));
  return (
    <table className="w-full self-start border-collapse tabular-nums">
      <caption className="sr-only">From the count before to the count now</caption>
      <thead>
        <tr className="border-b border-rule text-sm text-soft">
          <th className="text-left font-normal">
            <span className="sr-only">Part</span>
          </th>
          <th className="hidden w-1/3 md:table-cell">
            <span className="sr-only">Drawing</span>
          </th>
          <th className="text-right font-normal">Change</th>
          <th className="pl-4 text-right font-normal">Before that</th>
        </tr>
      </thead>
      <tbody>
        <tr className="border-b border-rule">
          <th className="py-2 text-left font-medium">Then</th>
          <td className="hidden md:table-cell" />
          <td className="py-2 text-right font-serif text-xl font-semibold">{formatCount(before)}</td>
          <td />
        </tr>
        {steps.map(({ part, change, low, high }) => (
          <tr key={part} className="border-b border-rule">
            <th className="py-2 text-left font-normal">
              <Defined label={PARTS[part].name} definition={PARTS[part].definition} />
            </th>
            <td className="hidden md:table-cell">
              <svg
                aria-hidden="true"
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                className="block h-4 w-full"
              >
                <rect
                  x={Math.min(99.4, at(low))}
                  width={Math.max(0.6, at(high) - at(low))}
                  y="1"
                  height="8"
                  className={change < 0 ? "fill-warn" : "fill-accent"}
                />
              </svg>
            </td>
            <td className="py-2 text-right font-serif text-xl font-semibold">
              {isWall || part === "switched" ? (
                formatChange(change)
              ) : (
                <a
                  href={ledgerAddress(movement, { part })}
                  className="underline decoration-rule underline-offset-4"
                >
                  {formatChange(change)}
                  <span className="sr-only">: rows of the ledger</span>
                </a>
              )}
            </td>
            <td className="pl-4 text-right text-sm text-soft">{formatChange(earlier.get(part) ?? 0)}</td>
          </tr>
        ))}
        <tr>
          <th className="py-2 text-left font-medium">Now</th>
          <td className="hidden md:table-cell" />
          <td className="py-2 text-right font-serif text-xl font-semibold">{formatCount(after)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

function ledgerAddress(movement: Movement, filter: Record<string, string>): string {
  return `/staff/ledger?${new URLSearchParams({ from: movement.from.toISOString(), to: movement.to.toISOString(), ...filter })}`;
}

const ORIGIN_NAMES: Record<Origin, { name: string; definition: string }> = {
  article: { name: "Article", definition: "The article whose banner or link led to joining." },
  section: { name: "Section", definition: "The section of that article." },
  place: { name: "Place", definition: "Where on the page, or which of our pages, led to joining." },
  embedHost: { name: "Embed", definition: "The partner site whose embed led to joining." },
};

function Origins({ movement }: { movement: Movement }) {
  const known = movement.origins.filter(({ rows }) => rows.length > 0);
  return (
    <div>
      <h3 className="font-serif text-xl font-semibold">Where they came from</h3>
      {known.length === 0 ? (
        <p className="mt-2 text-soft">
          Nobody joined through a link of ours in this time. Articles, sections and embeds that lead to joins
          will show here.
        </p>
      ) : (
        known.map(({ by, rows }) => (
          <div key={by} className="mt-3">
            <p className="text-sm text-soft">
              <Defined label={ORIGIN_NAMES[by].name} definition={ORIGIN_NAMES[by].definition} />
            </p>
            <ul>
              {rows.map(({ name, joined }) => (
                <li
                  key={name}
                  className="flex justify-between gap-4 border-t border-rule py-1.5 first:border-t-0"
                >
                  <span className="min-w-0 break-words">{name}</span>
                  <a
                    href={ledgerAddress(movement, { [by]: name, part: "joined" })}
                    className="font-semibold tabular-nums underline decoration-rule underline-offset-4"
                  >
                    {formatCount(joined)}
                    <span className="sr-only">{` from ${name}: rows of the ledger`}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))
      )}
    </div>
  );
}
