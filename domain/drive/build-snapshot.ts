import type { drives, progress } from "@/db/schema";
import type { DomainSettings } from "@/domain/context";
import { type Locale, localPath } from "@/domain/locale";
import { fillMessages } from "./fill-message";
import { type Breakdown, type DriveSnapshot, type DriveState, percentOf } from "./progress";

export type DriveRow = typeof drives.$inferSelect;
export type ProgressRow = typeof progress.$inferSelect;

/** The state at `now`: the clock first, then whether the goal was met by what is shown. */
export function stateAt(drive: DriveRow, now: Date): DriveState {
  if (now < drive.startsAt) return "upcoming";
  if (now >= drive.endsAt) return "ended";
  return shownReachedAt(drive) ? "reached" : "running";
}

/** While held, a goal met beneath the frozen figure is not announced yet. */
function shownReachedAt(drive: DriveRow): Date | null {
  if (drive.reachedAt && drive.heldAt && drive.reachedAt > drive.heldAt) return null;
  return drive.reachedAt;
}

/** A frozen or final figure keeps the time of its own verification: later ones were of other figures. */
function shownVerifiedAt(drive: DriveRow, row: ProgressRow, verifiedAt: Date | null): Date | null {
  if (drive.heldAt) return row.heldVerifiedAt;
  return drive.finalisedAt ? row.verifiedAt : verifiedAt;
}

/** The people counted by kind at this row, without regard to Hold. */
export function runningBreakdown(row: ProgressRow): Breakdown {
  return { subscriptions: row.subscriptions, gifts: row.gifts, passes: row.passes, sources: row.sources };
}

export function totalOf(breakdown: Breakdown): number {
  return breakdown.subscriptions + breakdown.gifts + breakdown.passes + breakdown.sources;
}

type JoinSettings = Pick<DomainSettings, "siteUrl" | "joinUrl">;

/** Where a reader of a language joins: the newsroom's own page is one for all, ours has one for each. */
export function joinUrlIn({ siteUrl, joinUrl }: JoinSettings, locale: Locale): string {
  return joinUrl ?? `${siteUrl}${localPath(locale, "/join")}`;
}

/** What every surface shows of a drive: the rows, put into the public shape. */
export function buildSnapshot(
  drive: DriveRow,
  row: ProgressRow,
  verifiedAt: Date | null,
  settings: JoinSettings,
): DriveSnapshot {
  const breakdown = drive.heldAt && row.heldBreakdown ? row.heldBreakdown : runningBreakdown(row);
  const count = totalOf(breakdown);
  const { goal, timezone } = drive;
  const remaining = Math.max(0, goal - count);
  const endsAt = drive.endsAt.toISOString();
  const message = fillMessages(drive.message, { goal, count, remaining, endsAt, timezone });
  const joinUrl = { en: joinUrlIn(settings, "en"), uk: joinUrlIn(settings, "uk") };
  const reachedAt = shownReachedAt(drive);
  return {
    title: drive.title,
    message,
    joinUrl,
    progress: {
      drive: drive.slug,
      title: drive.title.en,
      message: message.en,
      count,
      goal,
      stretchGoal: drive.stretchGoal,
      remaining,
      percent: percentOf(count, goal),
      counting: drive.counting,
      state: row.state,
      final: drive.finalisedAt !== null,
      held:
        drive.heldAt && drive.heldReason
          ? { since: drive.heldAt.toISOString(), reason: drive.heldReason }
          : null,
      reachedAt: reachedAt?.toISOString() ?? null,
      ...(reachedAt && drive.reachedGoal !== null && drive.reachedGoal !== drive.goal
        ? { reachedGoal: drive.reachedGoal }
        : {}),
      startsAt: drive.startsAt.toISOString(),
      endsAt,
      timezone,
      breakdown,
      version: row.version,
      asOf: row.asOf.toISOString(),
      verifiedAt: shownVerifiedAt(drive, row, verifiedAt)?.toISOString() ?? null,
      joinUrl: joinUrl.en,
    },
  };
}
