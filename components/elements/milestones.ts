const FRACTIONS = [0.1, 0.25, 0.5, 0.75, 1];
const THOUSAND = 1_000;

/** Whether a count rose past a tenth, a quarter, a half, three quarters or the whole of the goal, or past a thousand. */
export function crossesMilestone(before: number, after: number, goal: number): boolean {
  if (after <= before) return false;
  const marks = FRACTIONS.map((fraction) => Math.ceil(goal * fraction));
  return (
    marks.some((mark) => before < mark && after >= mark) ||
    Math.floor(before / THOUSAND) < Math.floor(after / THOUSAND)
  );
}
