import { area, line } from "d3-shape";
import { shortDayWords } from "@/domain/outlook/outlook-words";
import type { Outlook } from "@/domain/outlook/read-outlook";
import { formatCount } from "@/domain/staff/room-words";
import { type Frame, frameOf } from "./chart-frame";

const MARKS = [0.25, 0.5, 0.75] as const;

/** The drive so far, the goal, and where it may lead: drawn here, no script needed, in a wide and a narrow form. */
export function CountChart({ outlook, isWall }: { outlook: Outlook; isWall: boolean }) {
  return (
    <>
      <div className="hidden md:block">
        {/* A smaller drawing has larger words: a wall is read from afar, and beside the number. */}
        <Drawing
          outlook={outlook}
          frame={isWall ? frameOf(outlook, 720, 320) : frameOf(outlook, 1120, 400)}
        />
      </div>
      <div className="md:hidden">
        <Drawing outlook={outlook} frame={frameOf(outlook, 340, 280)} />
      </div>
    </>
  );
}

function Drawing({ outlook, frame }: { outlook: Outlook; frame: Frame }) {
  return (
    <svg
      role="img"
      aria-label="The count by day with the goal and the forecast; the same figures stand in the table beneath"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      className="block w-full font-sans text-[12px] tabular-nums"
    >
      <Axes frame={frame} />
      <Milestones outlook={outlook} frame={frame} />
      <Goals outlook={outlook} frame={frame} />
      <Notes outlook={outlook} frame={frame} />
      <Compared outlook={outlook} frame={frame} />
      <Band outlook={outlook} frame={frame} />
      <SoFar outlook={outlook} frame={frame} />
    </svg>
  );
}

interface PartProps {
  outlook: Outlook;
  frame: Frame;
}

function Axes({ frame }: { frame: Frame }) {
  return (
    <g className="fill-soft">
      {frame.countTicks.map((count) => (
        <g key={count}>
          <line
            x1={frame.left}
            x2={frame.right}
            y1={frame.y(count)}
            y2={frame.y(count)}
            className="stroke-rule"
            strokeWidth="1"
          />
          <text x={frame.left - 8} y={frame.y(count)} textAnchor="end" dominantBaseline="middle">
            {formatCount(count)}
          </text>
        </g>
      ))}
      {frame.dayTicks.map((day, at) => (
        <text
          key={day}
          x={frame.x(day)}
          y={frame.bottom + 20}
          textAnchor={at === 0 ? "start" : at === frame.dayTicks.length - 1 ? "end" : "middle"}
        >
          {shortDayWords(day)}
        </text>
      ))}
      <line
        x1={frame.left}
        x2={frame.right}
        y1={frame.bottom}
        y2={frame.bottom}
        className="stroke-ink"
        strokeWidth="1"
      />
    </g>
  );
}

function Goals({ outlook, frame }: PartProps) {
  const goals = [
    { name: "Goal", count: outlook.goal },
    ...(outlook.stretchGoal ? [{ name: "Stretch goal", count: outlook.stretchGoal }] : []),
  ].filter(({ count }) => frame.y(count) >= frame.top - 12);
  return goals.map(({ name, count }) => (
    <g key={name}>
      <line
        x1={frame.left}
        x2={frame.right}
        y1={frame.y(count)}
        y2={frame.y(count)}
        className="stroke-ink"
        strokeWidth="1.5"
      />
      <text x={frame.left + 6} y={frame.y(count) - 6} className="fill-ink font-semibold">
        {`${name} ${formatCount(count)}`}
      </text>
    </g>
  ));
}

function Milestones({ outlook, frame }: PartProps) {
  return MARKS.map((share) => {
    const count = Math.ceil(outlook.goal * share);
    const reached = outlook.counts.find((day) => day.count >= count);
    const first = outlook.counts[0];
    if (!reached || !first || first.count >= count) return null;
    return (
      <g key={share}>
        <circle
          cx={frame.x(reached.day)}
          cy={frame.y(count)}
          r="4"
          className="fill-joy stroke-paper"
          strokeWidth="1.5"
        />
        <text x={frame.x(reached.day) + 9} y={frame.y(count) + 14} className="fill-soft">
          {formatCount(count)}
        </text>
      </g>
    );
  });
}

function Notes({ outlook, frame }: PartProps) {
  return outlook.notes
    .filter(({ day }) => day >= outlook.firstDay && day <= outlook.lastDay)
    .map((note, at) => (
      <g key={note.id}>
        <line
          x1={frame.x(note.day)}
          x2={frame.x(note.day)}
          y1={frame.top}
          y2={frame.bottom}
          className="stroke-soft"
          strokeWidth="1"
          strokeDasharray="1 3"
        />
        <circle cx={frame.x(note.day)} cy={frame.bottom - 12} r="9" className="fill-paper stroke-soft" />
        <text
          x={frame.x(note.day)}
          y={frame.bottom - 8}
          textAnchor="middle"
          className="fill-ink font-semibold"
        >
          {at + 1}
        </text>
      </g>
    ));
}

function Band({ outlook, frame }: PartProps) {
  const now = outlook.counts.at(-1);
  if (!now || outlook.bands.length === 0) return null;
  const points = [{ day: now.day, low: now.count, middle: now.count, high: now.count }, ...outlook.bands];
  // The running day's band ends with it: it is drawn from where the line stands.
  const shown = points.filter((point, at) => at === 0 || point.day !== now.day);
  const shape = area<(typeof points)[number]>()
    .x((point) => frame.x(point.day))
    .y0((point) => frame.y(point.low))
    .y1((point) => frame.y(point.high));
  const middle = line<(typeof points)[number]>()
    .x((point) => frame.x(point.day))
    .y((point) => frame.y(point.middle));
  return (
    <g>
      <path d={shape(shown) ?? ""} className="fill-accent" opacity="0.18" />
      <path
        d={middle(shown) ?? ""}
        fill="none"
        className="stroke-accent"
        strokeWidth="1.5"
        strokeDasharray="5 4"
      />
    </g>
  );
}

function Compared({ outlook, frame }: PartProps) {
  if (!outlook.compared || outlook.compared.counts.length < 2) return null;
  const start = new Date(`${outlook.firstDay}T00:00:00Z`).getTime();
  const dayAt = (at: number) => new Date(start + at * 86_400_000).toISOString().slice(0, 10);
  const shown = outlook.compared.counts.filter((_, at) => dayAt(at) <= outlook.lastDay);
  const path = line<number>()
    .x((_, at) => frame.x(dayAt(at)))
    .y((count) => frame.y(count));
  return (
    <path d={path(shown) ?? ""} fill="none" className="stroke-soft" strokeWidth="1.5" strokeDasharray="2 3" />
  );
}

function SoFar({ outlook, frame }: PartProps) {
  const last = outlook.counts.at(-1);
  if (!last) return null;
  const path = line<{ day: string; count: number }>()
    .x(({ day }) => frame.x(day))
    .y(({ count }) => frame.y(count));
  return (
    <g>
      <path
        d={path(outlook.counts) ?? ""}
        fill="none"
        className="stroke-accent"
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <circle cx={frame.x(last.day)} cy={frame.y(last.count)} r="5" className="fill-accent" />
    </g>
  );
}
