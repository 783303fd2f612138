/** Stripe's subscription statuses. */
export const SUBSCRIPTION_STATUSES = [
  "active",
  "past_due",
  "trialing",
  "incomplete",
  "incomplete_expired",
  "unpaid",
  "paused",
  "canceled",
] as const;

export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** Nothing comes after these: Stripe never reopens such a subscription. */
export function isFinalStatus(status: SubscriptionStatus): boolean {
  return status === "canceled" || status === "incomplete_expired";
}
