import { memberFor } from "./assign-people";
import { type FactOutcome, touchOf } from "./fact-outcome";
import type { SubscriptionFact, SubscriptionState } from "./facts";
import { hear, latenessOf, NOTHING_HEARD, storedLateness } from "./lateness";
import { moneyBackOf } from "./money-back";
import { latestPaidInvoice } from "./take-money";
import { judgeSubscriptionFact } from "./which-fact-wins";
import type { SubscriptionRow, WorkingSet } from "./working-set";

/** An answer given in a later second than the events it is held against settles them. */
const NEXT_SECOND_MS = 1_000;

/** Applies a statement about a subscription as "which facts win" says. */
export function takeSubscription(set: WorkingSet, fact: SubscriptionFact): FactOutcome {
  const { state } = fact;
  const held = set.subscriptions.get(state.id) ?? null;
  const verdict = judgeSubscriptionFact(held, fact);
  if (verdict === "stale") return held && learnLateness(set, held, fact) ? "applied" : "stale";
  if (verdict === "unsettled") {
    set.doubt({
      kind: "subscription",
      id: state.id,
      reason: "two changes in one second",
      delayMs: NEXT_SECOND_MS,
    });
    return "waiting";
  }
  memberFor(set, state.customerId);
  const row = set.subscriptions.put(mirror(set, held, state, fact));
  set.touchCustomer(row.customerId, touchOf(fact, effectiveAt(fact, held)));
  if (verdict === "apply_and_verify") {
    set.doubt({
      kind: "subscription",
      id: state.id,
      reason: "to be verified with Stripe",
      delayMs: NEXT_SECOND_MS,
    });
  } else {
    set.settle("subscription", state.id);
  }
  return "applied";
}

/**
 * A fetch learns late of what happened before: Stripe's own dates say when a subscription began or ended. Anything
 * between is dated by no one, so it took effect when it was learned.
 */
function effectiveAt({ origin, at, state }: SubscriptionFact, held: SubscriptionRow | null): Date {
  if (origin.kind === "event" || origin.cause === "backfill") return at;
  const told = state.endedAt ?? (held ? at : state.startedAt);
  return told < at ? told : at;
}

function mirror(
  set: WorkingSet,
  held: SubscriptionRow | null,
  state: SubscriptionState,
  fact: SubscriptionFact,
): SubscriptionRow {
  const { pastDueSince: _, needsFetch, attribution, ...mirrored } = state;
  const paid = latestPaidInvoice(set, state.id, state.latestInvoiceId) ?? {
    paidInvoiceId: held?.paidInvoiceId ?? null,
    paidAt: held?.paidAt ?? null,
  };
  return {
    ...mirrored,
    // Discounts known only by id say nothing new: what was fetched before stands until the next fetch.
    amountAfterDiscounts:
      needsFetch && held?.amount === state.amount && state.amountAfterDiscounts === null
        ? held.amountAfterDiscounts
        : state.amountAfterDiscounts,
    ...paid,
    moneyBack: moneyBackOf(set, paid.paidInvoiceId),
    ...latenessNow(held, fact),
    attribution:
      (attribution as Record<string, string> | null) ??
      held?.attribution ??
      checkoutAttribution(set, state.id),
    appliedAt: fact.at,
    appliedBy: fact.origin.kind,
    counts: held?.counts ?? false,
    reason: held ? held.reason : "incomplete",
    nextChangeAt: held?.nextChangeAt ?? null,
  };
}

type LatenessColumns = Pick<SubscriptionRow, "pastDueSince" | "lateness">;

/** Since when it is late by the newest statement; an answer of Stripe's also tells when the money was due. */
function latenessNow(held: SubscriptionRow | null, { at, state }: SubscriptionFact): LatenessColumns {
  if (state.status !== "past_due") return { pastDueSince: null, lateness: null };
  const heard = hear(held ? latenessOf(held) : NOTHING_HEARD, at, true);
  const told = state.pastDueSince ? hear(heard, state.pastDueSince, true) : heard;
  return { pastDueSince: told.lateAt[0] ?? at, lateness: storedLateness(told) };
}

/**
 * A statement that comes late changes nothing but this: since when a subscription that is late has been late. One
 * that says it was late already moves that back; one that says it was not moves it up to what came after.
 */
function learnLateness(
  set: WorkingSet,
  held: SubscriptionRow,
  { at, state, origin }: SubscriptionFact,
): boolean {
  if (held.status !== "past_due" || origin.kind === "fetch") return false;
  const known = latenessOf(held);
  const heard = hear(known, at, state.status === "past_due");
  if (heard === known) return false;
  const pastDueSince = heard.lateAt[0] ?? held.appliedAt;
  set.subscriptions.put({ ...held, pastDueSince, lateness: storedLateness(heard) });
  if (pastDueSince.getTime() === held.pastDueSince?.getTime()) return false;
  set.touchCustomer(held.customerId, { cause: "event", causeRef: origin.eventId, effectiveAt: at });
  return true;
}

function checkoutAttribution(set: WorkingSet, subscriptionId: string): Record<string, string> | null {
  return set.checkouts.find((checkout) => checkout.subscriptionId === subscriptionId)?.attribution ?? null;
}
