import type { Coupon } from "../objects/shapes";
import type { World } from "../world";

/** What a coupon takes off an amount, minor units. */
export function couponOff(coupon: Coupon | undefined, amount: number): number {
  if (!coupon) return 0;
  const off = coupon.percent_off ? Math.round((amount * coupon.percent_off) / 100) : (coupon.amount_off ?? 0);
  return Math.min(amount, off);
}

/** What a subscription's discounts take off its next invoice; spent ones (`once`, ended) take nothing. */
export function discountsOff(world: World, ids: readonly string[], amount: number, isFirst: boolean): number {
  let left = amount;
  for (const id of ids) {
    const discount = world.store.of("discount").get(id);
    if (!discount || (discount.end !== null && discount.end <= world.clock.now())) continue;
    const coupon = world.store.of("coupon").get(discount.source.coupon);
    if (coupon?.duration === "once" && !isFirst) continue;
    left -= couponOff(coupon, left);
  }
  return amount - left;
}
