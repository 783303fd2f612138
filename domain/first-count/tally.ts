import { decideSubscription, type Reason } from "@/domain/membership/counting-policy";
import type { Fact, SubscriptionFact } from "@/domain/membership/facts";

/** One subscription as a count made in memory sees it. */
export interface TalliedSubscription {
  id: string;
  /** Keyed hash of the customer's current e-mail, else the customer: what tells people apart. */
  person: string;
  productId: string | null;
  /** Null when it counts. */
  reason: Reason | null;
}

interface Seen {
  fact: SubscriptionFact;
  emailHash: string | null;
  paid: { at: Date; payments: string[] } | null;
}

/** Counts an account from the facts of its list alone: the policy of the real count, without a database. */
export class Tally {
  private readonly seen: Seen[] = [];
  private readonly moneyBack = new Map<string, "refunded" | "dispute_lost">();

  /** Takes the facts of one listed subscription, its customer and latest invoice included. */
  take(facts: readonly Fact[]): void {
    const fact = facts.find((each): each is SubscriptionFact => each.kind === "subscription");
    if (!fact) return;
    const customer = facts.find((each) => each.kind === "customer");
    const invoice = facts.find((each) => each.kind === "invoice");
    const payments = facts.flatMap((each) => (each.kind === "invoice_payment" ? each.paymentIntentId : []));
    const isPaid = invoice?.paidAt && invoice.amountPaid > 0;
    this.seen.push({
      fact,
      emailHash: customer?.deleted ? null : (customer?.emailHash ?? null),
      paid: isPaid && invoice.paidAt ? { at: invoice.paidAt, payments } : null,
    });
  }

  /** Takes what came back of payments: refunds and disputes. */
  takeMoneyBack(facts: readonly Fact[]): void {
    for (const fact of facts) {
      const payment = fact.kind === "refund" || fact.kind === "dispute" ? fact.paymentIntentId : null;
      if (!payment) continue;
      if (fact.kind === "dispute" && fact.status === "lost") this.moneyBack.set(payment, "dispute_lost");
      if (fact.kind === "refund" && fact.amount && (fact.amountRefunded ?? 0) >= fact.amount) {
        if (!this.moneyBack.has(payment)) this.moneyBack.set(payment, "refunded");
      }
    }
  }

  decide(membershipProducts: ReadonlySet<string>, now: Date): TalliedSubscription[] {
    return this.seen.map(({ fact: { state, at }, emailHash, paid }) => {
      const moneyBack = paid?.payments.flatMap((id) => this.moneyBack.get(id) ?? [])[0] ?? null;
      const decision = decideSubscription(
        {
          ...state,
          pastDueSince: state.status === "past_due" ? (state.pastDueSince ?? at) : null,
          paidAt: paid?.at ?? null,
          moneyBack,
        },
        membershipProducts,
        now,
      );
      return {
        id: state.id,
        person: emailHash ?? state.customerId,
        productId: state.productId,
        reason: decision.reason,
      };
    });
  }
}

/** What a tally says of people: how many count, and why the subscriptions that do not, do not. */
export interface Summary {
  subscriptions: number;
  people: number;
  /** Subscriptions that count beside another of the same person. */
  doubles: number;
  byReason: { reason: Reason; n: number }[];
  byProduct: { productId: string; counting: number; others: number }[];
}

export function summarise(tallied: readonly TalliedSubscription[]): Summary {
  const counting = tallied.filter((each) => each.reason === null);
  const people = new Set(counting.map((each) => each.person)).size;
  const reasons = new Map<Reason, number>();
  const products = new Map<string, { counting: number; others: number }>();
  for (const { reason, productId } of tallied) {
    if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const key = productId ?? "no product";
    const held = products.get(key) ?? { counting: 0, others: 0 };
    held[reason ? "others" : "counting"]++;
    products.set(key, held);
  }
  return {
    subscriptions: tallied.length,
    people,
    doubles: counting.length - people,
    byReason: [...reasons].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n),
    byProduct: [...products]
      .map(([productId, figures]) => ({ productId, ...figures }))
      .sort((a, b) => b.counting + b.others - a.counting - a.others),
  };
}
