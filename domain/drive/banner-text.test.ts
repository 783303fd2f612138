import { describe, expect, test } from "vitest";
import { bannerText } from "./banner-text";
import { type Progress, percentOf } from "./progress";
import {
  compileTemplate,
  fillTemplate,
  queryMark,
  SLOT_NAMES,
  SLOT_TOKENS,
  type SlotValues,
  slotToken,
} from "./slots";
import { RUNNING } from "./testing/running-progress";

const running: Progress = {
  ...RUNNING,
  title: "25,000 members",
  message: "Help us.",
  joinUrl: "https://example.org/join",
};
const now = new Date("2026-11-23T12:05:00Z");

describe("what the banner says", () => {
  test("running: number, goal, days and the time it is of", () => {
    expect(bannerText(running, "en", now)).toMatchObject({
      state: "running",
      count: "12,345",
      outOf: "out of 25,000",
      deadline: "38 days left",
      status: "",
      label: "Membership drive, 12,345 out of 25,000, 38 days left",
      bar: "493",
      asOf: "12,345 · 23 Nov, 14:05 Kyiv",
    });
  });

  test.each([
    ["2026-12-30T21:59:00Z", "1 day left"],
    ["2026-12-30T22:00:00Z", "ends today at 23:59"],
    ["2026-12-31T21:59:00Z", "ends today at 23:59"],
    ["2026-12-10T10:00:00Z", "21 days left"],
  ])("at %s: %s, by the drive's own calendar", (at, words) => {
    expect(bannerText(running, "en", new Date(at)).deadline).toBe(words);
  });

  test.each([
    ["2026-12-30T10:00:00Z", "ще 1 день"],
    ["2026-12-29T10:00:00Z", "ще 2 дні"],
    ["2026-12-26T10:00:00Z", "ще 5 днів"],
    ["2026-12-20T10:00:00Z", "ще 11 днів"],
    ["2026-12-10T10:00:00Z", "ще 21 день"],
  ])("Ukrainian plurals at %s: %s", (at, words) => {
    expect(bannerText(running, "uk", new Date(at)).deadline).toBe(words);
  });

  test("days are calendar days across a change of the clocks", () => {
    const drive = { ...running, endsAt: "2026-10-25T22:00:00Z" };
    expect(bannerText(drive, "en", new Date("2026-10-24T20:00:00Z")).deadline).toBe("1 day left");
  });

  test.each<[string, Partial<Progress>, string, string]>([
    ["nearly there", { count: 24_986, remaining: 14 }, "nearly", "14 to go"],
    [
      "reached, with today's figure below the goal",
      { count: 24_999, remaining: 1, state: "reached", reachedAt: "2026-12-03T12:02:00Z" },
      "reached",
      "Reached on 3 December. Today: 24,999",
    ],
    [
      "held",
      { held: { since: "2026-11-23T12:05:00Z", reason: "checking" } },
      "held",
      "Paused while we check, as of 14:05",
    ],
    ["ended", { state: "ended" }, "ended", "Ended on 31 December. Last payments are still being checked."],
    ["final", { state: "ended", final: true }, "final", "Ended on 31 December. This is the final count."],
  ])("%s", (_name, change, state, status) => {
    expect(bannerText({ ...running, ...change }, "en", now)).toMatchObject({ state, status });
  });

  test("upcoming: a weekday when it is near, else a date", () => {
    const upcoming: Progress = { ...running, state: "upcoming", count: 0, startsAt: "2026-11-30T08:00:00Z" };
    expect(bannerText(upcoming, "en", new Date("2026-11-26T08:00:00Z")).deadline).toBe("starts Monday");
    expect(bannerText(upcoming, "en", new Date("2026-11-01T08:00:00Z")).deadline).toBe(
      "starts on 30 November",
    );
  });

  test("past the goal the bar goes on to the stretch goal", () => {
    const text = bannerText({ ...running, count: 27_000, stretchGoal: 30_000, state: "reached" }, "en", now);
    expect(text).toMatchObject({ bar: "900", goalTick: "833" });
  });
});

test.each([
  [24_999, 25_000, 99.99],
  [25_000, 25_000, 100],
  [0, 25_000, 0],
  [2_499_999, 2_500_000, 99.99],
])("%i of %i is %d percent, never 100 early", (count, goal, percent) => {
  expect(percentOf(count, goal)).toBe(percent);
});

describe("slots", () => {
  const values = Object.fromEntries(SLOT_NAMES.map((name) => [name, `<${name}>`])) as SlotValues;

  test("every slot is filled and escaped, in text and attributes", () => {
    const page = `<p title="${slotToken("label")}">${slotToken("count")} ${slotToken("count")}</p>`;
    expect(fillTemplate(compileTemplate(page), values)).toBe(
      '<p title="&#60;label&#62;">&#60;count&#62; &#60;count&#62;</p>',
    );
  });

  test("filling a page with the tokens themselves gives the page", () => {
    const page = `a ${slotToken("goal")} b`;
    expect(fillTemplate(compileTemplate(page), SLOT_TOKENS)).toBe(page);
  });

  test("a slot that nobody fills is refused", () => {
    expect(() => compileTemplate("%%muster.counter%%")).toThrow("counter");
  });
});

test("a query goes on where the address has one already", () => {
  expect(queryMark("https://shop.example/join")).toBe("?");
  expect(queryMark("https://shop.example/join?from=banner")).toBe("&");
  expect(queryMark(null)).toBe("?");
});
