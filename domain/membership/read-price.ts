import type { DiscountShape, ItemShape } from "./stripe-shapes";

/** What a subscription's items cost each period, minor units of `currency`. */
export interface RecurringPrice {
  productIds: string[];
  priceId: string | null;
  /** Null when metered or tiered: not known beforehand. */
  amount: number | null;
  currency: string | null;
  interval: "day" | "week" | "month" | "year" | null;
  intervalCount: number | null;
}

/** Reads items in the shapes of every API version: `price` objects, or the older `plan` ones. */
export function readPrice(items: readonly ItemShape[]): RecurringPrice {
  const first = items[0];
  const amounts = items.map(itemAmount);
  return {
    productIds: items.flatMap((item) => item.price?.product ?? item.plan?.product ?? []),
    priceId: first?.price?.id ?? first?.plan?.id ?? null,
    amount: sum(amounts),
    currency: first?.price?.currency ?? first?.plan?.currency ?? null,
    interval: first?.price?.recurring?.interval ?? first?.plan?.interval ?? null,
    intervalCount: first?.price?.recurring?.interval_count ?? first?.plan?.interval_count ?? null,
  };
}

function itemAmount({ price, plan, quantity }: ItemShape): number | null {
  if ((price?.recurring?.usage_type ?? plan?.usage_type) === "metered") return null;
  const unit =
    price?.unit_amount ?? price?.unit_amount_decimal ?? plan?.amount ?? plan?.amount_decimal ?? null;
  return unit === null ? null : Math.round(Number(unit) * (quantity ?? 1));
}

function sum(amounts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    total += amount;
  }
  return amounts.length > 0 ? total : null;
}

/** When the first of the discounts that run at `at` ends; null when none does. */
export function discountsEnd(discounts: readonly DiscountShape[], at: Date): Date | null {
  const ends = discounts
    .flatMap((discount) => (typeof discount === "string" || !discount.end ? [] : discount.end * 1000))
    .filter((end) => end > at.getTime());
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}

/**
 * The amount after discounts that go on. A coupon for one invoice only leaves the recurring price as it is; one
 * given by id only makes the answer unknown (undefined).
 */
export function applyDiscounts(
  amount: number,
  discounts: readonly DiscountShape[],
  at: Date,
): number | undefined {
  let left = amount;
  for (const discount of discounts) {
    if (typeof discount === "string") return undefined;
    const coupon = discount.source?.coupon ?? discount.coupon;
    if (!coupon || typeof coupon === "string") return undefined;
    if (coupon.duration === "once") continue;
    if (discount.end && discount.end * 1000 <= at.getTime()) continue;
    left = coupon.percent_off ? left * (1 - coupon.percent_off / 100) : left - (coupon.amount_off ?? 0);
  }
  return Math.max(0, Math.round(left));
}
