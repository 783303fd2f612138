import type { Soak } from "../soak";
import { caughtBy, firstToSee } from "./plant";
import { PLANTED_BUGS } from "./planted-bugs";

const MOST_HISTORIES = 400;
const UNBROKEN_HISTORIES = 60;

/** Every planted bug must be caught by some history; the handler as it is must pass the same ones. */
export const mutations: Soak = {
  about: "bugs planted in the handler, each to be caught by the histories",
  count: PLANTED_BUGS.length,
  run: async ({ count, seed, print }) => {
    const failures: string[] = [];
    const details: Record<string, string> = {};
    const bugs = PLANTED_BUGS.slice(0, count);
    const unbroken = await caughtBy(null, seed, UNBROKEN_HISTORIES);
    if (unbroken !== null)
      failures.push(`without any bug seed ${unbroken} disagrees: what follows proves nothing`);
    for (const bug of bugs) {
      const found = await firstToSee(bug, seed, MOST_HISTORIES);
      details[bug.name] = found === null ? "not caught" : `caught by seed ${found}`;
      if (found === null) failures.push(`not caught in ${MOST_HISTORIES} histories: ${bug.name}`);
      print(`${bug.name}: ${details[bug.name]}`);
    }
    return { count: bugs.length, failures, details };
  },
};
