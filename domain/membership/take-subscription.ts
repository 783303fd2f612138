import { memberFor } from "./assign-people";
import { type FactOutcome, touchOf } from "./fact-outcome";
import type { SubscriptionFact, SubscriptionState } from "./facts";
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
  if (verdict === "stale") return "stale";
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
  const { latestInvoicePaid, needsFetch, attribution, ...mirrored } = state;
  const paid = held
    ? { paidInvoiceId: held.paidInvoiceId, paidAt: held.paidAt }
    : latestPaidInvoice(set, state.id);
  const learned =
    latestInvoicePaid && !paid.paidAt ? { paidInvoiceId: state.latestInvoiceId, paidAt: fact.at } : paid;
  return {
    ...mirrored,
    // Discounts known only by id say nothing new: what was fetched before stands until the next fetch.
    amountAfterDiscounts:
      needsFetch && held?.amount === state.amount && state.amountAfterDiscounts === null
        ? held.amountAfterDiscounts
        : state.amountAfterDiscounts,
    ...learned,
    moneyBack: moneyBackOf(set, learned.paidInvoiceId) ?? heldMoneyBack(held, learned.paidInvoiceId),
    pastDueSince: state.status === "past_due" ? (held?.pastDueSince ?? state.pastDueSince ?? fact.at) : null,
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

function heldMoneyBack(
  held: SubscriptionRow | null,
  paidInvoiceId: string | null,
): SubscriptionRow["moneyBack"] {
  return held && held.paidInvoiceId === paidInvoiceId ? held.moneyBack : null;
}

function checkoutAttribution(set: WorkingSet, subscriptionId: string): Record<string, string> | null {
  return (
    set.checkouts.all().find((checkout) => checkout.subscriptionId === subscriptionId)?.attribution ?? null
  );
}
