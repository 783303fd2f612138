import type { SubscriptionState } from "./facts";

/** Rises when a rule below changes; every change is listed on /how-we-count. */
export const POLICY_VERSION = 1;

/** How long someone whose payment fails still counts. */
export const GRACE_MS = 30 * 86_400_000;

/** Why a subscription does not count, in the order the rules are asked. */
export const REASONS = [
  "other_product",
  "canceled",
  "expired",
  "trialing",
  "incomplete",
  "unpaid",
  "paused",
  "ended",
  "past_due_too_long",
  "free",
  "invoice_unpaid",
  "refunded",
  "dispute_lost",
] as const;

export type Reason = (typeof REASONS)[number];

/** The mirrored subscription as the policy sees it. */
export type CountableSubscription = Pick<
  SubscriptionState,
  | "status"
  | "productIds"
  | "amount"
  | "amountAfterDiscounts"
  | "discountEndsAt"
  | "collectionMethod"
  | "collectionPaused"
  | "currentPeriodEnd"
  | "cancelAt"
  | "cancelAtPeriodEnd"
> & {
  pastDueSince: Date | null;
  /** The newest paid invoice with money; null while none is known. */
  paidAt: Date | null;
  moneyBack: "refunded" | "dispute_lost" | null;
};

export interface Decision {
  /** Null when it counts. */
  reason: Reason | null;
  /** When a counting subscription is set to end; staff see it as leaving. */
  leavingAt: Date | null;
  /** When time alone may change the answer. */
  nextChangeAt: Date | null;
}

/** Policy v1 for one subscription: whether it counts at `now`, and why not. */
export function decideSubscription(
  subscription: CountableSubscription,
  membershipProducts: ReadonlySet<string>,
  now: Date,
): Decision {
  const graceEndsAt = graceEnd(subscription);
  const leavingAt = leaving(subscription);
  const reason =
    productReason(subscription, membershipProducts) ??
    statusReason(subscription) ??
    timeReason(leavingAt, graceEndsAt, now) ??
    moneyReason(subscription);
  if (reason) {
    const { discountEndsAt } = subscription;
    const paysLater = reason === "free" && discountEndsAt !== null && discountEndsAt > now;
    return { reason, leavingAt: null, nextChangeAt: paysLater ? discountEndsAt : null };
  }
  return { reason: null, leavingAt, nextChangeAt: earliest(leavingAt, graceEndsAt) };
}

function productReason(subscription: CountableSubscription, products: ReadonlySet<string>): Reason | null {
  return subscription.productIds.some((id) => products.has(id)) ? null : "other_product";
}

function statusReason(subscription: CountableSubscription): Reason | null {
  switch (subscription.status) {
    case "canceled":
      return "canceled";
    case "incomplete_expired":
      return "expired";
    case "trialing":
    case "incomplete":
    case "unpaid":
    case "paused":
      return subscription.status;
    case "active":
    case "past_due":
      return subscription.collectionPaused ? "paused" : null;
  }
}

function timeReason(leavingAt: Date | null, graceEndsAt: Date | null, now: Date): Reason | null {
  if (leavingAt && leavingAt <= now) return "ended";
  if (graceEndsAt && graceEndsAt <= now) return "past_due_too_long";
  return null;
}

function moneyReason(subscription: CountableSubscription): Reason | null {
  const price = subscription.amountAfterDiscounts ?? subscription.amount;
  // A metered price is not known beforehand: that someone pays shows in a paid invoice.
  if (price === null ? subscription.paidAt === null : price <= 0) return "free";
  if (subscription.collectionMethod === "send_invoice" && !subscription.paidAt) return "invoice_unpaid";
  return subscription.moneyBack;
}

function leaving(subscription: CountableSubscription): Date | null {
  return subscription.cancelAt ?? (subscription.cancelAtPeriodEnd ? subscription.currentPeriodEnd : null);
}

function graceEnd(subscription: CountableSubscription): Date | null {
  if (subscription.status !== "past_due" || !subscription.pastDueSince) return null;
  return new Date(subscription.pastDueSince.getTime() + GRACE_MS);
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
