import { type DashboardQuery, dashboardAddress } from "@/domain/outlook/dashboard-query";
import { backTestWords, outlookSentence, rateWords } from "@/domain/outlook/outlook-words";
import type { Outlook } from "@/domain/outlook/read-outlook";
import { formatCount } from "@/domain/staff/room-words";
import { Defined } from "../defined";
import { ChartNotes } from "./chart-notes";
import { CountChart } from "./count-chart";
import { barsOf, DaysChart } from "./days-chart";
import { DaysTable } from "./days-table";

/** Under the number: where it leads, then how it got here. */
export function OutlookPanel({
  outlook,
  query,
  mayWrite,
}: {
  outlook: Outlook;
  query: DashboardQuery;
  mayWrite: boolean;
}) {
  const bars = barsOf(outlook.days, query.by);
  // Day for day, so that weeks hold the same days.
  const previous = outlook.previousDays.map((of, at) => ({ ...of, day: outlook.days[at]?.day ?? of.day }));
  const before = barsOf(previous, query.by);
  const isWall = query.wall !== null;
  return (
    <section aria-labelledby="outlook" className={isWall ? "" : "mt-8 border-t border-ink pt-5"}>
      <h2 id="outlook" className="sr-only">
        Outlook
      </h2>
      <Rates outlook={outlook} />
      {!isWall && <ChartControls outlook={outlook} query={query} />}
      <div className="mt-4">
        <CountChart outlook={outlook} isWall={isWall} />
      </div>
      <Legend outlook={outlook} />
      {!isWall && (
        <>
          <h3 className="mt-8 font-serif text-xl font-semibold">{`Joined and left by ${query.by}`}</h3>
          {bars.some((bar) => bar.joined + bar.left > 0) ? (
            <div className="mt-2">
              <DaysChart bars={bars} before={before} by={query.by} />
            </div>
          ) : (
            <p className="mt-2 text-soft">
              Each day will get a bar here: joined above the line, left beneath it.
            </p>
          )}
          {before.length > 0 && (
            <p className="mt-1 text-sm text-soft">
              {`The line: joined by ${query.by} in ${outlook.compared?.title.toLowerCase() ?? "the time before"}.`}
            </p>
          )}
          <DaysTable outlook={outlook} bars={bars} before={before} by={query.by} />
          <ChartNotes outlook={outlook} mayWrite={mayWrite} />
        </>
      )}
    </section>
  );
}

/** Where it leads, in a sentence, with how that is reckoned. */
export function OutlookSentence({ outlook, isWall }: { outlook: Outlook; isWall: boolean }) {
  const sentence = outlookSentence(outlook);
  if (!sentence) return null;
  return (
    <div className="mt-6">
      <p
        className={`max-w-[46ch] font-serif leading-snug text-balance ${isWall ? "text-4xl lg:text-[clamp(2.25rem,2.6vw,3.75rem)]" : "text-2xl md:text-4xl"}`}
      >
        {sentence}
      </p>
      {!isWall && <Method outlook={outlook} />}
    </div>
  );
}

function Rates({ outlook }: { outlook: Outlook }) {
  const { needed, pace, daysLeft } = outlook;
  const figures = [
    {
      label: "Needed a day",
      definition: "People still missing to the goal, shared out over the days left, today included.",
      value: needed === null ? "–" : rateWords(needed),
    },
    ...pace.map(({ days, net }) => ({
      label: `Pace, ${days} days`,
      definition: `Joined minus left a day, over the last ${days} whole days. Imports, corrections and policy changes are left out.`,
      value: net === null ? "–" : rateWords(net),
    })),
    {
      label: "Days left",
      definition:
        "Whole days after today until the deadline, in the drive's time zone. What is needed a day is shared out over these and today.",
      value: formatCount(Math.max(0, daysLeft - 1)),
    },
  ];
  return (
    <dl className="mt-6 grid grid-cols-2 gap-x-8 border-t border-rule md:grid-cols-4">
      {figures.map(({ label, definition, value }) => (
        <div key={label} className="border-b border-rule py-3">
          <dt className="text-sm text-soft">
            <Defined label={label} definition={definition} />
          </dt>
          <dd className="font-serif text-3xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Method({ outlook }: { outlook: Outlook }) {
  const tested = backTestWords(outlook);
  return (
    <details className="mt-3 max-w-[72ch] text-sm text-soft">
      <summary className="w-fit py-1 underline underline-offset-4">How this is reckoned</summary>
      <p className="mt-2">
        From the net of each whole day, weekdays and any trend are learned, recent days weighing most. 400
        drives are then simulated to the deadline from how single days missed in the past; a third of them end
        with the rush that campaigns often see. Eight of ten end inside the range. Imports and corrections are
        left out. It knows nothing of what you plan: a newsletter tomorrow is not in it.
      </p>
      {tested && <p className="mt-2">{tested}</p>}
    </details>
  );
}

const toggle =
  "py-2 underline-offset-4 text-soft hover:underline aria-[current]:font-semibold aria-[current]:text-ink";

function ChartControls({ outlook, query }: { outlook: Outlook; query: DashboardQuery }) {
  return (
    <nav aria-label="Chart" className="mt-6 flex flex-wrap gap-x-8 text-sm">
      <ul className="flex gap-x-4">
        {(["day", "week"] as const).map((by) => (
          <li key={by}>
            <a
              href={dashboardAddress(query, { by })}
              aria-current={by === query.by ? "true" : undefined}
              className={toggle}
            >
              {by === "day" ? "By day" : "By week"}
            </a>
          </li>
        ))}
      </ul>
      {outlook.earlier.length > 0 && (
        <ul className="flex flex-wrap gap-x-4">
          <li className="text-soft">Compare with</li>
          {[{ slug: null, title: "nothing" }, ...outlook.earlier.slice(0, 5)].map(({ slug, title }) => (
            <li key={title}>
              <a
                href={dashboardAddress(query, { with: slug })}
                aria-current={slug === (outlook.compared?.slug ?? null) ? "true" : undefined}
                className={toggle}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
      <a href={dashboardAddress(query, { wall: "1" })} className={`${toggle} ml-auto`}>
        Show on the wall
      </a>
    </nav>
  );
}

function Legend({ outlook }: { outlook: Outlook }) {
  const items = [
    { key: "Counted", mark: <line x1="0" x2="22" y1="5" y2="5" className="stroke-accent" strokeWidth="3" /> },
    ...(outlook.bands.length > 0
      ? [
          {
            key: "Eight of ten simulated drives",
            mark: <rect width="22" height="10" className="fill-accent" opacity="0.18" />,
          },
        ]
      : []),
    ...(outlook.compared
      ? [
          {
            key:
              outlook.previousDays.length > 0
                ? `${outlook.compared.title}, day for day`
                : `${outlook.compared.title}, from its first day`,
            mark: (
              <line
                x1="0"
                x2="22"
                y1="5"
                y2="5"
                className="stroke-soft"
                strokeWidth="1.5"
                strokeDasharray="2 3"
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
      {items.map(({ key, mark }) => (
        <li key={key} className="flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 22 10" className="h-2.5 w-[22px]">
            {mark}
          </svg>
          {key}
        </li>
      ))}
    </ul>
  );
}
