import { Temporal } from "temporal-polyfill";
import { type FactOutcome, touchOf } from "./fact-outcome";
import type { CheckoutFact, Fact, PassTerms } from "./facts";
import { paymentMoneyBack } from "./money-back";
import type { WorkingSet } from "./working-set";

/** Records a paid gift or pass. Its terms are those of the payment: what is held already keeps them. */
export function takePass(set: WorkingSet, fact: CheckoutFact, terms: PassTerms): FactOutcome {
  const paymentIntentId = fact.paymentIntentId;
  // Nobody pays for what a code made free; an unpaid one may still be paid.
  if (!fact.paid || !paymentIntentId) return "applied";
  const held = set.passes.get(terms.id);
  if (!held) {
    const startsAt = new Date(Math.max(terms.startsAt.getTime(), fact.at.getTime()));
    set.passes.put({
      id: terms.id,
      kind: terms.kind,
      paymentIntentId,
      checkoutId: fact.sessionId,
      customerId: fact.customerId,
      recipientHash: terms.recipientHash,
      memberId: null,
      priceId: terms.priceId,
      startsAt,
      endsAt: monthsLater(startsAt, terms.months),
      moneyBack: paymentMoneyBack(set, paymentIntentId),
      attribution: (fact.attribution as Record<string, string> | null) ?? null,
      appliedAt: fact.at,
      counts: false,
      reason: "not_started",
      nextChangeAt: null,
    });
  }
  set.touchedPasses.set(terms.id, touchOf(fact));
  return "applied";
}

/** Follows money that came back of a gift or pass; false when the payment was for neither. */
export function followPassPayment(set: WorkingSet, paymentIntentId: string, fact: Fact): boolean {
  const pass = set.passByPayment(paymentIntentId);
  if (!pass) return false;
  set.passes.put({ ...pass, moneyBack: paymentMoneyBack(set, paymentIntentId), appliedAt: fact.at });
  set.touchedPasses.set(pass.id, touchOf(fact));
  return true;
}

function monthsLater(from: Date, months: number): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO("UTC");
  return new Date(start.add({ months }).epochMilliseconds);
}
