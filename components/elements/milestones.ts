import { milestonesBetween } from "@/domain/drive/milestones";
import type { Progress } from "@/domain/drive/progress";
import { readNote, writeNote } from "./remember";

/**
 * Whether a count rose past a milestone that this device was not shown yet: a tenth, quarters, the goal, the stretch
 * goal, each thousand. Remembers the highest of the drive, so that falling and rising again tells of nothing twice.
 */
export function takeMilestone(
  before: number,
  { drive, count, goal, stretchGoal }: Pick<Progress, "drive" | "count" | "goal" | "stretchGoal">,
): boolean {
  const mark = milestonesBetween({ goal, stretchGoal }, before, count).at(-1)?.mark;
  if (mark === undefined) return false;
  const [shownDrive, shown] = (readNote("milestone") ?? "").split(" ");
  if (shownDrive === drive && Number(shown) >= mark) return false;
  writeNote("milestone", `${drive} ${mark}`);
  return true;
}
