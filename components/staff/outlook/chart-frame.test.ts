import { expect, test } from "vitest";
import type { Outlook } from "@/domain/outlook/read-outlook";
import { frameOf } from "./chart-frame";

function drawn(goal: number, counts: number[]) {
  const days = counts.map((count, at) => ({ day: `2026-12-0${at + 1}`, count }));
  const base = { goal, stretchGoal: null, count: counts.at(-1), counts: days, bands: [], compared: null };
  return frameOf({ ...base, firstDay: "2026-12-01", lastDay: "2026-12-09" } as unknown as Outlook, 1120, 400);
}

test("the axis has room for figures of any size", () => {
  expect(drawn(40, [10]).left).toBe(64);
  expect(drawn(40, [1_275_182]).left).toBeGreaterThan(drawn(40, [10]).left);
});

test("the goal stands on the drawing, also of a drive that began above it", () => {
  for (const counts of [[52], [52, 60], [3, 9], [30, 41]]) {
    const frame = drawn(40, counts);
    for (const count of [40, ...counts]) {
      expect(frame.y(count)).toBeGreaterThanOrEqual(frame.top);
      expect(frame.y(count)).toBeLessThanOrEqual(frame.bottom);
    }
  }
});
