import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { caughtBy } from "./plant";
import { PLANTED_BUGS, type PlantedBug } from "./planted-bugs";

const A_RUN = 3;
const MOST_HISTORIES = 150;
const DAY_MS = 86_400_000;

/** Three of them, others every day, so that a week and a day see all; `npm run soak -- mutations` plays all at once. */
const today = Math.floor(Date.now() / DAY_MS);
const bugs = Array.from(
  { length: A_RUN },
  (_, i) => PLANTED_BUGS[(today * A_RUN + i) % PLANTED_BUGS.length],
).flatMap((bug) => bug ?? []);

const soaked = JSON.parse(await readFile("soak/results/mutations.json", "utf8").catch(() => "{}")) as {
  runs?: { details: Record<string, string> }[];
};

/** The history that saw it in the last soak comes first, because most histories have nothing to do with a bug. */
async function isSeen(bug: PlantedBug): Promise<boolean> {
  const known = /seed (\d+)/.exec(soaked.runs?.at(-1)?.details[bug.name] ?? "")?.[1];
  if (known && (await caughtBy(bug, Number(known), 1)) !== null) return true;
  return (await caughtBy(bug, 1, MOST_HISTORIES)) !== null;
}

test.each(bugs)("a history sees the planted bug: $name", { timeout: 180_000 }, async (bug) => {
  expect(await isSeen(bug)).toBe(true);
});
