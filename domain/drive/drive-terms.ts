import { z } from "zod";
import type { DriveRow } from "./build-snapshot";
import { driveMessage, driveWords, isTimezone } from "./create-drive";

/** What staff may change of a drive; parts left out stay as they are. */
export const driveTermsSchema = z
  .strictObject({
    title: driveWords,
    message: driveMessage,
    goal: z.int().positive(),
    stretchGoal: z.int().positive().nullable(),
    startsAt: z.date(),
    endsAt: z.date(),
    timezone: z.string().refine(isTimezone, "Give an IANA time zone such as Europe/Kyiv."),
    counting: z.enum(["total", "new"]),
    published: z.boolean(),
  })
  .partial();

export type DriveTerms = z.infer<typeof driveTermsSchema>;

/** Changes of these are shown to readers, so they need a reason once a drive is public. */
const PUBLIC_TERMS = ["goal", "stretchGoal", "startsAt", "endsAt", "counting"] as const;

/** Why a change of terms is refused, in words for staff; null when it is fine. */
export function refuseTerms(drive: DriveRow, terms: DriveTerms, reason: string, now: Date): string | null {
  const next = { ...drive, ...terms };
  if (next.endsAt <= next.startsAt) return "A drive ends after it starts.";
  if (next.stretchGoal !== null && next.stretchGoal <= next.goal)
    return "The stretch goal is above the goal.";
  if (next.published && !drive.published && next.endsAt <= now) return "This drive would be over already.";
  if (!drive.published) return null;
  if (!next.published && now >= drive.startsAt) return "A drive that has started stays public.";
  const changed = PUBLIC_TERMS.filter((term) => !isSame(drive[term], next[term]));
  if (changed.length === 0) return null;
  if (now >= drive.endsAt) return "This drive is over: its goal, dates and way of counting stand.";
  if (changed.includes("startsAt") && now >= drive.startsAt)
    return "This drive has started: its start stands.";
  if (changed.includes("endsAt") && next.endsAt <= now) return "The new deadline is in the past.";
  return reason ? null : "Say why: readers see the change and its reason on the counting page.";
}

/** Whether the figures of a drive must be summed anew after a change of its terms. */
export function movesFigures(before: DriveRow, after: DriveRow): boolean {
  return (["startsAt", "endsAt", "counting", "published"] as const).some(
    (term) => !isSame(before[term], after[term]),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
