import { expect, test } from "vitest";
import { firstToSee } from "./plant";
import { PLANTED_BUGS } from "./planted-bugs";

const A_RUN = 2;
const MOST_HISTORIES = 150;
const DAY_MS = 86_400_000;

/** Two of them, others every day, so that a fortnight sees all; `npm run soak -- mutations` plays all at once. */
const today = Math.floor(Date.now() / DAY_MS);
const bugs = Array.from(
  { length: A_RUN },
  (_, i) => PLANTED_BUGS[(today * A_RUN + i) % PLANTED_BUGS.length],
).flatMap((bug) => bug ?? []);

test.each(bugs)("a history sees the planted bug: $name", { timeout: 180_000 }, async (bug) => {
  expect(await firstToSee(bug, 1, MOST_HISTORIES)).not.toBeNull();
});
