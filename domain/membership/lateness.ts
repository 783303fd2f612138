import type { StoredLateness } from "@/db/schema";
import type { SubscriptionRow } from "./working-set";

/** Statements kept of one run of lateness; a retry or an edit adds one, so no run comes near it. */
const KEPT = 100;

/**
 * What was heard of when a subscription was late, whatever came first. Only what is newer than the last statement
 * that it was not late can matter: the first of those is since when it is late.
 */
export interface Lateness {
  /** The newest statement that it was not late. */
  onTimeAt: Date | null;
  /** Statements since then that it was, oldest first. */
  lateAt: readonly Date[];
}

export const NOTHING_HEARD: Lateness = { onTimeAt: null, lateAt: [] };

/** Takes one statement, in any order; a failure in the second of a renewal came after it. */
export function hear(known: Lateness, at: Date, isLate: boolean): Lateness {
  const { onTimeAt, lateAt } = known;
  if (isLate) {
    if ((onTimeAt && at < onTimeAt) || lateAt.some((each) => each.getTime() === at.getTime())) return known;
    const sorted = [...lateAt, at].toSorted((a, b) => a.getTime() - b.getTime());
    return { onTimeAt, lateAt: sorted.slice(0, KEPT) };
  }
  if (onTimeAt && at <= onTimeAt) return known;
  return { onTimeAt: at, lateAt: lateAt.filter((each) => each >= at) };
}

/** What is known of a held subscription. One that is not late was on time when it was last heard of. */
export function latenessOf(
  row: Pick<SubscriptionRow, "status" | "appliedAt" | "pastDueSince" | "lateness">,
): Lateness {
  if (row.status !== "past_due") return { onTimeAt: row.appliedAt, lateAt: [] };
  const { lateness, pastDueSince } = row;
  if (!lateness) return { onTimeAt: null, lateAt: pastDueSince ? [pastDueSince] : [] };
  return {
    onTimeAt: lateness.onTimeAt === null ? null : new Date(lateness.onTimeAt),
    lateAt: lateness.lateAt.map((each) => new Date(each)),
  };
}

export function storedLateness({ onTimeAt, lateAt }: Lateness): StoredLateness {
  return { onTimeAt: onTimeAt?.toISOString() ?? null, lateAt: lateAt.map((each) => each.toISOString()) };
}
