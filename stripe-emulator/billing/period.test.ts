import { expect, it } from "vitest";
import { periodAround } from "../fill/period-around.ts";
import { buildPrice } from "../objects/build-catalogue.ts";
import { periodEnd } from "./period.ts";

const seconds = (iso: string) => Date.parse(iso) / 1000;
const priceEvery = (interval: string) =>
  buildPrice({
    created: 0,
    product: "p",
    currency: "eur",
    unitAmount: 1,
    recurring: { interval, intervalCount: 1 },
  });

it("keeps the day of the month where the month has one", () => {
  const anchor = seconds("2026-01-31T10:00:00Z");
  const february = periodEnd(priceEvery("month"), anchor, anchor);
  expect(february).toBe(seconds("2026-02-28T10:00:00Z"));
  expect(periodEnd(priceEvery("month"), february, anchor)).toBe(seconds("2026-03-31T10:00:00Z"));
});

it("ends a leap day's year on 28 February", () => {
  const anchor = seconds("2024-02-29T10:00:00Z");
  expect(periodEnd(priceEvery("year"), anchor, anchor)).toBe(seconds("2025-02-28T10:00:00Z"));
});

it("finds the running period of an old membership as renewals would have reached it", () => {
  const at = seconds("2026-11-24T10:00:00Z");
  for (const interval of ["month", "year"]) {
    for (const began of [
      "2026-11-24T09:59:59Z",
      "2026-10-24T10:00:00Z",
      "2024-01-31T23:00:00Z",
      "2024-02-29T00:00:00Z",
    ]) {
      const price = priceEvery(interval);
      const anchor = seconds(began);
      let start = anchor;
      while (periodEnd(price, start, anchor) <= at) start = periodEnd(price, start, anchor);
      expect(periodAround(price, anchor, at)).toEqual({ start, end: periodEnd(price, start, anchor) });
    }
  }
});
