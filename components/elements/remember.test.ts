import { beforeEach, expect, test, vi } from "vitest";
import { takeMilestone } from "./milestones";
import { isClosed, rememberClosed } from "./remember";

const DAY = 86_400_000;
const drive = { drive: "25000", goal: 25_000, stretchGoal: 26_500 };

beforeEach(() => {
  const held = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  });
});

test("a closed line stays closed for thirty days, and a clock set back opens it", () => {
  expect(isClosed(DAY)).toBe(false);
  rememberClosed(DAY);
  expect(isClosed(DAY)).toBe(true);
  expect(isClosed(31 * DAY - 1)).toBe(true);
  expect(isClosed(31 * DAY)).toBe(false);
  expect(isClosed(0)).toBe(false);
});

test.each([
  [2_499, 2_500],
  [6_249, 6_250],
  [12_499, 12_501],
  [7_999, 8_000],
  [24_999, 25_000],
  [26_499, 26_500],
])("rising from %i to %i is shown once on a device, across loads", (before, count) => {
  expect(takeMilestone(before, { ...drive, count })).toBe(true);
  expect(takeMilestone(before, { ...drive, count })).toBe(false);
});

test("nothing is shown between milestones, when the number falls, or again after it fell", () => {
  expect(takeMilestone(8_001, { ...drive, count: 8_999 })).toBe(false);
  expect(takeMilestone(8_999, { ...drive, count: 9_000 })).toBe(true);
  expect(takeMilestone(9_000, { ...drive, count: 8_900 })).toBe(false);
  expect(takeMilestone(8_900, { ...drive, count: 9_001 })).toBe(false);
  expect(takeMilestone(9_999, { ...drive, count: 10_000 })).toBe(true);
});

test("another drive begins anew, and a browser that keeps nothing still shows the moment", () => {
  takeMilestone(8_999, { ...drive, count: 9_000 });
  expect(takeMilestone(999, { ...drive, drive: "spring", count: 1_000 })).toBe(true);
  vi.stubGlobal("localStorage", undefined);
  expect(takeMilestone(999, { ...drive, count: 1_000 })).toBe(true);
});
