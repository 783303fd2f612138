import type { CountableSubscription } from "./counting-policy";
import type { SubscriptionState } from "./facts";

const DAY_MS = 86_400_000;
const DAYS = { day: 1, week: 7, month: 31, year: 366 } as const;

type Past = Pick<SubscriptionState, "interval" | "intervalCount" | "startedAt" | "endedAt"> &
  Pick<
    CountableSubscription,
    "status" | "productIds" | "amount" | "amountAfterDiscounts" | "currentPeriodEnd" | "paidAt"
  >;

/**
 * Whether a subscription that does not count now was a membership once: of the allow-list, and paid for. Of one that
 * ended because a renewal failed Stripe names only that renewal, so having been renewed with a price is proof too.
 */
export function wasMembership(past: Past, membershipProducts: ReadonlySet<string>): boolean {
  if (!past.productIds.some((id) => membershipProducts.has(id))) return false;
  if (past.status === "incomplete" || past.status === "incomplete_expired") return false;
  if (past.paidAt) return true;
  const hasPrice = (past.amountAfterDiscounts ?? past.amount ?? 0) > 0;
  return hasPrice && past.status !== "trialing" && wasRenewed(past);
}

function wasRenewed({ interval, intervalCount, startedAt, endedAt, currentPeriodEnd }: Past): boolean {
  if (!interval) return false;
  const term = DAYS[interval] * (intervalCount ?? 1) * DAY_MS;
  const end = currentPeriodEnd ?? endedAt;
  // A first period may be cut or stretched to a fixed day; with half a term more there was a second.
  return end !== null && end.getTime() - startedAt.getTime() > term * 1.5;
}

/**
 * When a person's first membership ever began: on record, or the earliest start by `effectiveAt` of anything that is
 * or was a membership; then itself when nothing says so.
 */
export function earliestJoin(onRecord: Date | null, starts: readonly Date[], effectiveAt: Date): Date {
  const begun = starts.filter((at) => at <= effectiveAt);
  const times = (onRecord ? [onRecord, ...begun] : begun).map((at) => at.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : effectiveAt;
}
