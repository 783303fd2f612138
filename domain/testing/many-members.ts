import { createHash } from "node:crypto";
import type { Ctx } from "@/domain/context";
import { applyFacts } from "@/domain/membership/apply-facts";
import type { Attribution, Fact, SubscriptionState } from "@/domain/membership/facts";

const DAY_MS = 86_400_000;
/** One person of three has left again, as in a newsroom that has done this for years. */
const LEAVES_EVERY = 3;
const ARTICLES = 40;
const SECTIONS = ["war", "culture", "city", "economy"];
const PLACES = ["banner", "article", "front"];
const COUNTRIES = ["UA", "PL", "DE", "GB", "US"];

export interface ManyMembers {
  /** Who count at the end. Half as many more joined and left again: two ledger rows for each who counts. */
  members: number;
  /** When the first of them joined, and the last. */
  from: Date;
  to: Date;
  /** The product of their memberships. */
  productId: string;
  /** People in one commit. */
  batch?: number;
  /** Called after every commit with how many have joined so far. */
  onBatch?: (people: number) => void;
}

/**
 * Fills a newsroom as Stripe's events would have over the years, through the one way in which a number changes. Gives
 * how many people ever joined.
 */
export async function makeManyMembers(ctx: Ctx, made: ManyMembers): Promise<number> {
  const { members, from, to, productId, batch = 500, onBatch } = made;
  const people = Math.ceil((members * LEAVES_EVERY) / (LEAVES_EVERY - 1));
  const steps = Math.ceil(people / batch);
  const numbersOf = (step: number) =>
    Array.from({ length: batch }, (_, n) => step * batch + n).filter((n) => n >= 0 && n < people);
  // One step more than there are batches: who leaves does so while the next batch joins.
  for (let step = 0; step <= steps; step++) {
    const at = wholeSecond(from.getTime() + ((to.getTime() - from.getTime()) * step) / steps);
    const joining = numbersOf(step).flatMap((n) => joined(n, at, productId));
    const leaving = numbersOf(step - 1).flatMap((n) =>
      n % LEAVES_EVERY === 0 ? left(n, at, productId) : [],
    );
    await applyFacts({ ...ctx, clock: { now: () => at } }, [{ facts: [...joining, ...leaving] }]);
    onBatch?.(Math.min(people, (step + 1) * batch));
  }
  return people;
}

function joined(n: number, at: Date, productId: string): Fact[] {
  const customerId = `cus_many_${n}`;
  return [
    {
      ...{ kind: "customer", origin: told(n, "customer.created"), at, customerId, deleted: false },
      emailHash: createHash("sha256").update(customerId).digest("hex"),
      country: pick(COUNTRIES, n),
    },
    {
      ...{ kind: "subscription", origin: told(n, "customer.subscription.created"), at, created: true },
      state: subscriptionOf(n, at, productId),
    },
  ];
}

function left(n: number, at: Date, productId: string): Fact {
  const before = subscriptionOf(n, at, productId);
  return {
    ...{ kind: "subscription", origin: told(n, "customer.subscription.deleted"), at, created: false },
    state: { ...before, status: "canceled", endedAt: at },
  };
}

function told(n: number, type: string): Fact["origin"] {
  return { kind: "event", eventId: `evt_many_${type}_${n}`, type };
}

function subscriptionOf(n: number, at: Date, productId: string): SubscriptionState {
  const yearly = n % 4 === 0;
  const amount = yearly ? 5_000 : 500;
  return {
    ...{ id: `sub_many_${n}`, customerId: `cus_many_${n}`, status: "active" },
    ...{ productId, productIds: [productId], priceId: yearly ? "price_many_yearly" : "price_many_monthly" },
    ...{ amount, amountAfterDiscounts: amount, discountEndsAt: null, currency: "eur" },
    ...{ interval: yearly ? "year" : "month", intervalCount: 1 },
    ...{ collectionMethod: "charge_automatically", collectionPaused: false },
    currentPeriodEnd: new Date(at.getTime() + (yearly ? 365 : 30) * DAY_MS),
    ...{ cancelAt: null, cancelAtPeriodEnd: false, startedAt: at, endedAt: null },
    ...{ latestInvoiceId: null, attribution: attributionOf(n), needsFetch: false },
  };
}

/** Half of all who join came from somewhere that is known. */
function attributionOf(n: number): Attribution | null {
  if (n % 2 === 0) return null;
  const article = (n * 7) % ARTICLES;
  return { article: `story-${article}`, section: pick(SECTIONS, article), place: pick(PLACES, n) };
}

function pick(of: readonly string[], n: number): string {
  return of[n % of.length] ?? "";
}

function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1_000) * 1_000);
}
