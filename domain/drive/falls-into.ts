import type { DriveRow } from "./build-snapshot";

/** A change of the public figures of the drives it falls into. */
export interface FigureChange {
  countedAs: "subscription" | "gift" | "pass" | "source";
  delta: number;
  effectiveAt: Date;
  firstJoinedAt: Date | null;
}

type Terms = Pick<DriveRow, "startsAt" | "endsAt" | "counting">;

/** Whether a change counts for a drive: in time, and for `new` drives, of a person who first joined inside it. */
export function fallsInto(drive: Terms, change: FigureChange): boolean {
  if (change.effectiveAt > drive.endsAt) return false;
  if (drive.counting === "total") return true;
  if (change.countedAs === "source" || !change.firstJoinedAt) return false;
  return change.firstJoinedAt >= drive.startsAt && change.firstJoinedAt <= drive.endsAt;
}
