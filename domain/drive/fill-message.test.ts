import { expect, test } from "vitest";
import { fillMessage, unknownPlaceholders } from "./fill-message";

const figures = {
  goal: 25_000,
  count: 12_345,
  remaining: 12_655,
  endsAt: "2026-12-31T22:00:00Z",
  timezone: "Europe/Kyiv",
};

test("figures stand in a message as its language writes them, and the deadline is its last day", () => {
  const en = fillMessage("{count} of {goal}, { remaining } to go until {deadline}.", figures, "en");
  expect(en).toBe("12,345 of 25,000, 12,655 to go until 31 December.");
  const uk = fillMessage("{count} із {goal}, до {deadline}", figures, "uk").replace(/\s/g, " ");
  expect(uk).toBe("12 345 із 25 000, до 31 грудня");
});

test("other braces stay as they were written, and are named", () => {
  const message = "A {gaol} of {goal} {}, { and }";
  expect(fillMessage(message, figures, "en")).toBe("A {gaol} of 25,000 {}, { and }");
  expect(unknownPlaceholders(message)).toEqual(["{gaol}", "{}", "{ and }"]);
  expect(unknownPlaceholders("Only {goal} and {count}.")).toEqual([]);
});
