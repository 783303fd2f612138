import { scaleLinear } from "d3-scale";
import { dayNumber } from "@/domain/outlook/outlook-words";
import type { Outlook } from "@/domain/outlook/read-outlook";
import { formatCount } from "@/domain/staff/room-words";

/** How wide a figure of the axis is at most, in units of the drawing. */
const DIGIT = 7;

/** Where days and counts fall on a drawing of a given size. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x(day: string): number;
  y(count: number): number;
  countTicks: number[];
  dayTicks: string[];
}

/** Measures the drawing: the drive's whole time, and every count that must fit. */
export function frameOf(outlook: Outlook, width: number, height: number): Frame {
  const first = dayNumber(outlook.firstDay);
  const last = Math.max(dayNumber(outlook.lastDay), first + 1);
  const counts = [
    outlook.goal,
    ...outlook.counts.map(({ count }) => count),
    ...outlook.bands.map(({ high }) => high),
    ...(outlook.compared?.counts ?? []),
    ...(outlook.stretchGoal && outlook.count > outlook.goal * 0.8 ? [outlook.stretchGoal] : []),
  ];
  const lowest = Math.min(
    outlook.goal,
    ...outlook.counts.map(({ count }) => count),
    ...(outlook.compared?.counts ?? []),
  );
  const highest = Math.max(...counts);
  // A drive that begins high is read from where it began, not from nought.
  const floor = lowest > highest * 0.5 ? lowest - (highest - lowest) * 0.12 : 0;
  // The axis has room for its longest figure.
  const left = Math.max(width > 600 ? 64 : 54, formatCount(Math.round(highest)).length * DIGIT + 14);
  const margin = { left, right: width > 600 ? 28 : 10, top: 26, bottom: 34 };
  const x = scaleLinear([first, last], [margin.left, width - margin.right]);
  const y = scaleLinear([floor, highest * 1.03], [height - margin.bottom, margin.top]);
  return {
    width,
    height,
    left: margin.left,
    right: width - margin.right,
    top: margin.top,
    bottom: height - margin.bottom,
    x: (day) => x(dayNumber(day)),
    y: (count) => y(count),
    countTicks: y.ticks(width > 600 ? 5 : 4).filter(Number.isInteger),
    dayTicks: dayTicks(first, last, width > 600 ? 7 : 4),
  };
}

function dayTicks(first: number, last: number, wanted: number): string[] {
  const step = Math.max(1, Math.ceil((last - first) / (wanted - 1)));
  const ticks: string[] = [];
  for (let day = first; day <= last; day += step) {
    ticks.push(new Date(day * 86_400_000).toISOString().slice(0, 10));
  }
  return ticks;
}
