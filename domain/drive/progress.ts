import { z } from "zod";
import { type Locale, type LocalizedText, localized } from "@/domain/locale";

const isoInstant = z.iso.datetime();

/** The four kinds of support that add up to the count. */
export const breakdownSchema = z.object({
  subscriptions: z.int().nonnegative(),
  gifts: z.int().nonnegative(),
  passes: z.int().nonnegative(),
  sources: z.int().nonnegative(),
});

/** What every surface shows of one drive at one version: the public shape of `GET /api/drives/<slug>`. */
export const progressSchema = z.object({
  drive: z.string(),
  title: z.string(),
  message: z.string(),
  count: z.int().nonnegative(),
  goal: z.int().positive(),
  stretchGoal: z.int().positive().nullable(),
  remaining: z.int().nonnegative(),
  percent: z.number().nonnegative(),
  counting: z.enum(["total", "new"]),
  state: z.enum(["upcoming", "running", "reached", "ended"]),
  final: z.boolean(),
  held: z.object({ since: isoInstant, reason: z.string() }).nullable(),
  reachedAt: isoInstant.nullable(),
  /** The goal that was reached, once it was raised since. */
  reachedGoal: z.int().positive().optional(),
  startsAt: isoInstant,
  endsAt: isoInstant,
  timezone: z.string(),
  breakdown: breakdownSchema,
  version: z.int().nonnegative(),
  asOf: isoInstant,
  verifiedAt: isoInstant.nullable(),
  joinUrl: z.url(),
});

export type Progress = z.infer<typeof progressSchema>;
export type Breakdown = z.infer<typeof breakdownSchema>;
export type DriveState = Progress["state"];

/** The snapshot as it is kept in memory: Progress with its words in every language. */
export interface DriveSnapshot {
  readonly progress: Progress;
  readonly title: LocalizedText;
  readonly message: LocalizedText;
  /** Where a reader joins: our own page in the reader's language, or the newsroom's. */
  readonly joinUrl: LocalizedText;
}

/** Progress with title, message and the join page in one language. */
export function progressIn(snapshot: DriveSnapshot, locale: Locale): Progress {
  return {
    ...snapshot.progress,
    title: localized(snapshot.title, locale),
    message: localized(snapshot.message, locale),
    joinUrl: localized(snapshot.joinUrl, locale),
  };
}

/** Percent of the goal, floored to two decimals so that it never says 100 before the goal is met. */
export function percentOf(count: number, goal: number): number {
  return Math.floor((count * 10_000) / goal) / 100;
}

/**
 * The drive meant by the slug `current`: the running one, else the next upcoming, else the last ended.
 * A reached drive is still running until its deadline.
 */
export function chooseCurrent<T extends { progress: Progress }>(snapshots: readonly T[]): T | undefined {
  const byStart = [...snapshots].sort((a, b) => a.progress.startsAt.localeCompare(b.progress.startsAt));
  return (
    byStart.find((s) => s.progress.state === "running" || s.progress.state === "reached") ??
    byStart.find((s) => s.progress.state === "upcoming") ??
    byStart.at(-1)
  );
}
