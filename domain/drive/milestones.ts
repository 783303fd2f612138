import type { driveMilestones } from "@/db/schema";

type Kind = (typeof driveMilestones.$inferSelect)["kind"];

/** A number of people worth telling of. */
export interface Milestone {
  mark: number;
  kind: Kind;
}

const FRACTIONS: readonly (readonly [Kind, number])[] = [
  ["half", 0.5],
  ["quarter", 0.25],
  ["three_quarters", 0.75],
  ["tenth", 0.1],
];
const THOUSAND = 1_000;

/**
 * The milestones above one count and up to another, lowest first: a tenth, quarters, the goal, the stretch goal and
 * each thousand. Where two fall on one number the rarer one names it.
 */
export function milestonesBetween(
  { goal, stretchGoal }: { goal: number; stretchGoal: number | null },
  above: number,
  upTo: number,
): Milestone[] {
  const byMark = new Map<number, Kind>();
  const add = (mark: number, kind: Kind) => {
    if (mark > above && mark <= upTo && !byMark.has(mark)) byMark.set(mark, kind);
  };
  add(goal, "goal");
  if (stretchGoal) add(stretchGoal, "stretch");
  for (const [kind, fraction] of FRACTIONS) add(Math.ceil(goal * fraction), kind);
  for (let mark = (Math.floor(above / THOUSAND) + 1) * THOUSAND; mark <= upTo; mark += THOUSAND) {
    add(mark, "thousand");
  }
  return [...byMark].map(([mark, kind]) => ({ mark, kind })).sort((a, b) => a.mark - b.mark);
}
