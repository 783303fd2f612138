import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FigureChange, fallsInto } from "./falls-into";
import { addMove, isJump } from "./jump-guard";
import { endOfLocalDay, fromLocal, toLocal } from "./local-time";
import { milestonesBetween } from "./milestones";

const START = new Date("2026-09-01T00:00:00Z");
const END = new Date("2026-12-31T22:00:00Z");
const DAY_MS = 86_400_000;

const instant = fc.integer({ min: -200, max: 400 }).map((days) => new Date(START.getTime() + days * DAY_MS));
const change: fc.Arbitrary<FigureChange> = fc.record({
  countedAs: fc.constantFrom("subscription", "gift", "pass", "source"),
  delta: fc.constantFrom(1, -1),
  effectiveAt: instant,
  firstJoinedAt: fc.option(instant),
});

describe("what falls into a drive", () => {
  const drive = { startsAt: START, endsAt: END, counting: "total" as const };

  test("what took effect at the deadline is in time, a millisecond later is not", () => {
    const at = (ms: number): FigureChange => ({
      countedAs: "subscription",
      delta: 1,
      effectiveAt: new Date(END.getTime() + ms),
      firstJoinedAt: null,
    });
    expect(fallsInto(drive, at(0))).toBe(true);
    expect(fallsInto(drive, at(1))).toBe(false);
  });

  test("a drive of new members never counts more than one of everybody, and no source", () => {
    fc.assert(
      fc.property(change, (one) => {
        const asNew = fallsInto({ ...drive, counting: "new" }, one);
        if (asNew) expect(fallsInto(drive, one)).toBe(true);
        if (one.countedAs === "source" || !one.firstJoinedAt) expect(asNew).toBe(false);
        if (one.firstJoinedAt && one.firstJoinedAt < START) expect(asNew).toBe(false);
      }),
    );
  });

  test("a member who joins and leaves in time leaves nothing behind, whatever the way of counting", () => {
    fc.assert(
      fc.property(change, fc.constantFrom("total" as const, "new" as const), (one, counting) => {
        const leave = { ...one, delta: -one.delta };
        const sum = [one, leave]
          .filter((each) => fallsInto({ ...drive, counting }, each))
          .reduce((total, each) => total + each.delta, 0);
        expect(sum).toBe(0);
      }),
    );
  });
});

describe("milestones", () => {
  const terms = fc
    .record({ goal: fc.integer({ min: 1, max: 60_000 }), above: fc.integer({ min: 1, max: 5_000 }) })
    .map(({ goal, above }) => ({ goal, stretchGoal: goal + above }));
  const rise = fc.tuple(fc.nat(40_000), fc.nat(40_000)).map(([a, b]) => [a, a + b] as const);

  test("going up in steps passes the same ones as going up at once", () => {
    fc.assert(
      fc.property(terms, rise, fc.nat(1000), (drive, [from, to], share) => {
        const middle = from + Math.floor(((to - from) * share) / 1000);
        const inSteps = [...milestonesBetween(drive, from, middle), ...milestonesBetween(drive, middle, to)];
        expect(inSteps).toEqual(milestonesBetween(drive, from, to));
      }),
    );
  });

  test("each has a number of its own, within the rise, lowest first", () => {
    fc.assert(
      fc.property(terms, rise, (drive, [from, to]) => {
        const marks = milestonesBetween(drive, from, to).map(({ mark }) => mark);
        expect(marks).toEqual([...new Set(marks)].sort((a, b) => a - b));
        for (const mark of marks) expect(mark > from && mark <= to).toBe(true);
      }),
    );
  });

  test("the goal names its number even where a thousand falls on it", () => {
    expect(milestonesBetween({ goal: 2_000, stretchGoal: null }, 900, 2_000)).toEqual([
      { mark: 1_000, kind: "half" },
      { mark: 1_500, kind: "three_quarters" },
      { mark: 2_000, kind: "goal" },
    ]);
  });
});

describe("the jump guard", () => {
  const T0 = new Date("2026-11-25T09:00:00Z");
  const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);

  test("adds up every movement of the last ten minutes and nothing older", () => {
    const step = fc.tuple(fc.nat(240), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const inOrder = steps
          .map(([minute, people]) => ({ minute, people }))
          .sort((a, b) => a.minute - b.minute);
        let moves: [number, number][] = [];
        for (const { minute, people } of inOrder) moves = addMove(moves, people, later(minute));
        const last = inOrder.at(-1)?.minute ?? 0;
        const expected = inOrder
          .filter(({ minute }) => minute > last - 10)
          .reduce((sum, { people }) => sum + people, 0);
        expect(moves.reduce((sum, [, people]) => sum + people, 0)).toBe(expected);
        expect(moves.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  test("holds above its share of the goal, up or down, and never without a limit", () => {
    expect(isJump([[0, 1_250]], 25_000, 5)).toBe(false);
    expect(isJump([[0, 1_251]], 25_000, 5)).toBe(true);
    expect(isJump([[0, -1_251]], 25_000, 5)).toBe(true);
    expect(isJump([[0, 25_000]], 25_000, 0)).toBe(false);
    expect(isJump([[0, 25_000]], 25_000, null)).toBe(false);
  });
});

describe("local time", () => {
  test("the end of a day is the next midnight there, also where the clocks change that night", () => {
    expect(endOfLocalDay("2026-12-31", "Europe/Kyiv").toISOString()).toBe("2026-12-31T22:00:00.000Z");
    // Kyiv leaves summer time on 25 October 2026 at 04:00: that day has 25 hours.
    expect(endOfLocalDay("2026-10-24", "Europe/Kyiv").toISOString()).toBe("2026-10-24T21:00:00.000Z");
    expect(endOfLocalDay("2026-10-25", "Europe/Kyiv").toISOString()).toBe("2026-10-25T22:00:00.000Z");
    // In Cairo the clocks go forward at midnight: 24 April 2026 begins at 01:00.
    expect(endOfLocalDay("2026-04-23", "Africa/Cairo").toISOString()).toBe("2026-04-23T22:00:00.000Z");
  });

  test("a time that daylight saving skips is moved forward, one that comes twice is the first", () => {
    expect(fromLocal("2026-03-29T03:30", "Europe/Kyiv").toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(fromLocal("2026-10-25T03:30", "Europe/Kyiv").toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  test("what cannot be read is refused in words", () => {
    expect(() => fromLocal("tomorrow", "Europe/Kyiv")).toThrow('"tomorrow" is not a date or time.');
    expect(() => endOfLocalDay("2026-02-30", "Europe/Kyiv")).toThrow("2026-02-30");
  });

  test("every minute of the year comes back from its local form, save the hour that comes twice", () => {
    const zones = ["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC"];
    fc.assert(
      fc.property(fc.nat(365 * 1440 - 1), fc.constantFrom(...zones), (minute, zone) => {
        const at = new Date(Date.parse("2026-01-01T00:00:00Z") + minute * 60_000);
        const back = fromLocal(toLocal(at, zone), zone);
        const repeated = at.getTime() - back.getTime();
        expect([0, 3_600_000, 1_800_000]).toContain(repeated);
        expect(toLocal(back, zone)).toBe(toLocal(at, zone));
      }),
      { numRuns: 500 },
    );
  });
});
