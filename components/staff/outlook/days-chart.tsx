import { scaleLinear } from "d3-scale";
import { shortDayWords } from "@/domain/outlook/outlook-words";
import { formatChange, formatCount } from "@/domain/staff/room-words";

/** Joins above the line, leaves beneath it, for days or weeks. */
export interface Bar {
  /** First day of it. */
  day: string;
  joined: number;
  left: number;
}

/** Groups days by week from Monday, or leaves them as they are. */
export function barsOf(days: readonly Bar[], by: "day" | "week"): Bar[] {
  if (by === "day") return days.map(({ day, joined, left }) => ({ day, joined, left }));
  const weeks = new Map<string, Bar>();
  for (const { day, joined, left } of days) {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
    const monday = date.toISOString().slice(0, 10);
    const week = weeks.get(monday) ?? { day: monday, joined: 0, left: 0 };
    weeks.set(monday, { day: monday, joined: week.joined + joined, left: week.left + left });
  }
  return [...weeks.values()];
}

/** The bars, in a wide and a narrow form. */
export function DaysChart({
  bars,
  before,
  by,
}: {
  bars: readonly Bar[];
  /** The same days of the time before, drawn as a line; empty for none. */
  before: readonly Bar[];
  by: "day" | "week";
}) {
  const last = (many: number) => ({
    bars: bars.slice(-many),
    before: before.slice(Math.max(0, bars.length - many), bars.length),
  });
  return (
    <>
      <div className="hidden md:block">
        <Bars {...last(120)} by={by} width={1120} height={190} />
      </div>
      <div className="md:hidden">
        <Bars {...last(45)} by={by} width={340} height={160} />
      </div>
    </>
  );
}

function Bars(props: {
  bars: readonly Bar[];
  before: readonly Bar[];
  by: "day" | "week";
  width: number;
  height: number;
}) {
  const { bars, before, by, width, height } = props;
  const left = width > 600 ? 64 : 54;
  const right = width > 600 ? 28 : 10;
  const most = Math.max(1, ...[...bars, ...before].map((bar) => bar.joined));
  const fewest = Math.max(0, ...bars.map((bar) => bar.left));
  const y = scaleLinear([-fewest, most], [height - 26, 8]).nice(4);
  const step = (width - left - right) / Math.max(bars.length, 14);
  const labelEvery = Math.max(1, Math.ceil((width > 600 ? 90 : 70) / step));
  return (
    <svg
      role="img"
      aria-label={`Joined and left by ${by}; the same figures stand in the table beneath`}
      viewBox={`0 0 ${width} ${height}`}
      className="block w-full font-sans text-[12px] tabular-nums"
    >
      {y
        .ticks(3)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className="stroke-rule" />
            <text x={left - 8} y={y(tick)} textAnchor="end" dominantBaseline="middle" className="fill-soft">
              {tick < 0 ? formatChange(tick) : formatCount(tick)}
            </text>
          </g>
        ))}
      {bars.map((bar, at) => (
        <g key={bar.day}>
          <rect
            x={left + at * step + step * 0.14}
            width={step * 0.72}
            y={y(bar.joined)}
            height={y(0) - y(bar.joined)}
            className="fill-accent"
          />
          <rect
            x={left + at * step + step * 0.14}
            width={step * 0.72}
            y={y(0)}
            height={y(-bar.left) - y(0)}
            className="fill-warn"
          />
          {at % labelEvery === 0 && (
            <text x={left + at * step} y={height - 6} className="fill-soft">
              {shortDayWords(bar.day)}
            </text>
          )}
        </g>
      ))}
      {before.length > 1 && (
        <polyline
          points={before.map((bar, at) => `${left + (at + 0.5) * step},${y(bar.joined)}`).join(" ")}
          fill="none"
          className="stroke-ink"
          strokeWidth="1.5"
          strokeDasharray="2 3"
        />
      )}
      <line x1={left} x2={width - right} y1={y(0)} y2={y(0)} className="stroke-ink" />
    </svg>
  );
}
