import { dayWords } from "@/domain/outlook/outlook-words";
import type { Outlook } from "@/domain/outlook/read-outlook";
import { formatChange, formatCount } from "@/domain/staff/room-words";
import { ScrollBox } from "../scroll-box";
import type { Bar } from "./days-chart";

/** What the charts are drawn from, newest first. */
export function DaysTable({
  outlook,
  bars,
  before,
  by,
}: {
  outlook: Outlook;
  bars: readonly Bar[];
  /** The same days of the time before; empty when it is not compared. */
  before: readonly Bar[];
  by: "day" | "week";
}) {
  const counts = new Map(outlook.counts.map(({ day, count }) => [day, count]));
  const end = outlook.bands.at(-1);
  return (
    <details className="mt-4">
      <summary className="w-fit py-1 text-sm underline underline-offset-4">The figures as a table</summary>
      <ScrollBox label="The figures as a table" className="mt-2 max-h-96">
        <table className="w-full max-w-2xl border-collapse text-sm tabular-nums">
          <thead>
            <tr className="border-b border-ink text-left">
              <th className="py-1.5 font-medium">{by === "day" ? "Day" : "Week from"}</th>
              {[
                "Joined",
                "Left",
                "Net",
                ...(by === "day" ? ["Count"] : []),
                ...(before.length > 0 ? ["Joined before"] : []),
              ].map((name) => (
                <th key={name} className="py-1.5 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.toReversed().map((bar, at) => (
              <tr key={bar.day} className="border-b border-rule">
                <th className="py-1 text-left font-normal">{dayWords(bar.day)}</th>
                <td className="text-right">{formatCount(bar.joined)}</td>
                <td className="text-right">{formatCount(bar.left)}</td>
                <td className="text-right">{formatChange(bar.joined - bar.left)}</td>
                {by === "day" && (
                  <td className="text-right">
                    {counts.has(bar.day) ? formatCount(counts.get(bar.day) ?? 0) : "–"}
                  </td>
                )}
                {before.length > 0 && (
                  <td className="text-right">{formatCount(before[bars.length - 1 - at]?.joined ?? 0)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {end && (
        <p className="mt-2 text-sm text-soft">
          {`Forecast for ${dayWords(outlook.lastDay)}: ${formatCount(end.low)} to ${formatCount(end.high)}, middle ${formatCount(end.middle)}.`}
        </p>
      )}
    </details>
  );
}
