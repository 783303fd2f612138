import { describe, expect, test } from "vitest";
import { earliestJoin, wasMembership } from "./first-join";

const PRODUCTS = new Set(["prod_membership"]);
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);

const past = (but: Partial<Parameters<typeof wasMembership>[0]> = {}) => ({
  status: "canceled" as const,
  productIds: ["prod_membership"],
  amount: 500,
  amountAfterDiscounts: 500,
  interval: "month" as const,
  intervalCount: 1,
  startedAt: day(0),
  endedAt: day(40),
  currentPeriodEnd: day(59),
  paidAt: null,
  ...but,
});

describe("what does not count now was a membership once when", () => {
  test.each([
    ["it was paid", { paidAt: day(0), currentPeriodEnd: day(31) }, true],
    ["only its renewal failed", {}, true],
    ["its first payment failed", { currentPeriodEnd: day(31), endedAt: day(20) }, false],
    ["it never began", { status: "incomplete_expired" as const, paidAt: null }, false],
    ["it was the shop's", { productIds: ["prod_print"], paidAt: day(0) }, false],
    ["it was free all along", { amountAfterDiscounts: 0 }, false],
    ["a year was renewed", { interval: "year" as const, currentPeriodEnd: day(731) }, true],
    ["a year was not", { interval: "year" as const, currentPeriodEnd: day(365) }, false],
    ["nobody knows its terms", { interval: null }, false],
  ])("%s", (_what, but, expected) => {
    expect(wasMembership(past(but), PRODUCTS)).toBe(expected);
  });
});

describe("the first membership ever", () => {
  test("is the earliest that began by then", () => {
    expect(earliestJoin(null, [day(9), day(3), day(20)], day(10))).toEqual(day(3));
  });
  test("stays what is on record, whatever comes late", () => {
    expect(earliestJoin(day(2), [day(3)], day(1))).toEqual(day(2));
    expect(earliestJoin(day(2), [], day(1))).toEqual(day(2));
  });
  test("moves back when an older one is learned of", () => {
    expect(earliestJoin(day(5), [day(1), day(5)], day(6))).toEqual(day(1));
  });
  test("is now when nothing says otherwise", () => {
    expect(earliestJoin(null, [], day(6))).toEqual(day(6));
  });
});
