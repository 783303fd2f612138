import type { SubscriptionFact, SubscriptionState } from "./facts";
import { isFinalStatus, type SubscriptionStatus } from "./subscription-status";

/** What the judgement needs to know of the held row; T is `appliedAt`. */
export interface HeldSubscription extends Partial<SubscriptionState> {
  status: SubscriptionStatus;
  appliedAt: Date;
  appliedBy: "event" | "fetch";
}

export type Verdict = "apply" | "apply_and_verify" | "stale" | "unsettled";

/**
 * Whether a statement about a subscription replaces what is held. Stripe's times are whole seconds and events
 * come in any order, so a tie is settled by what the event says was there before, else by asking Stripe.
 */
export function judgeSubscriptionFact(held: HeldSubscription | null, fact: SubscriptionFact): Verdict {
  const fetched = fact.origin.kind === "fetch";
  const applies: Verdict = fact.state.needsFetch && !fetched ? "apply_and_verify" : "apply";
  if (!held) return applies;
  if (isFinalStatus(held.status)) return "stale";
  if (isFinalStatus(fact.state.status)) return applies;

  const t = fact.at.getTime();
  const T = held.appliedAt.getTime();
  // An answer as old as an event we hold, or older, may have been given before it: ask again.
  if (fetched)
    return t > T || held.appliedBy === "fetch" ? applies : t === T ? "apply_and_verify" : "unsettled";
  if (t < T) return "stale";
  // A fetch answered in this second may have been before or after the event: only Stripe knows.
  if (t === T && held.appliedBy === "fetch") return "unsettled";
  if (t > T) return applies;
  if (fact.created) return "stale";
  if (fact.previous && agrees(fact.previous, held)) return "apply_and_verify";
  return "unsettled";
}

function agrees(previous: Partial<SubscriptionState>, held: HeldSubscription): boolean {
  const keys = Object.keys(previous) as (keyof SubscriptionState)[];
  return keys.length > 0 && keys.every((key) => sameValue(previous[key], held[key]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => v === b[i]);
  return (a ?? null) === (b ?? null);
}
