import type { passes } from "@/db/schema";

/** Why a gift or pass does not count, in the order the rules are asked. */
export type PassReason = "nobody" | "refunded" | "dispute_lost" | "not_started" | "ended";

export interface PassDecision {
  /** Null when it counts. */
  reason: PassReason | null;
  /** When time alone changes the answer. */
  nextChangeAt: Date | null;
}

type Term = Pick<typeof passes.$inferSelect, "startsAt" | "endsAt" | "moneyBack" | "memberId">;

/** Policy v1 for a gift or pass: it counts from its first moment until its last, unless its money came back. */
export function decidePass({ startsAt, endsAt, moneyBack, memberId }: Term, now: Date): PassDecision {
  if (!memberId) return { reason: "nobody", nextChangeAt: null };
  if (moneyBack) return { reason: moneyBack, nextChangeAt: null };
  if (now < startsAt) return { reason: "not_started", nextChangeAt: startsAt };
  if (now >= endsAt) return { reason: "ended", nextChangeAt: null };
  return { reason: null, nextChangeAt: endsAt };
}
