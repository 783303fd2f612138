import { buildDiscount } from "../objects/build-catalogue.ts";
import type { Coupon, PromotionCode } from "../objects/shapes.ts";
import type { World } from "../world.ts";

export interface DiscountRef {
  coupon: string | null;
  promotion_code: string | null;
}

/** What a coupon takes off `amount`, in minor units. */
export function couponAmount(coupon: Coupon, amount: number): number {
  const off = coupon.percent_off === null ? (coupon.amount_off ?? 0) : (amount * coupon.percent_off) / 100;
  return Math.min(amount, Math.round(off));
}

export function couponOf(world: World, ref: DiscountRef): Coupon | undefined {
  const promotion = ref.promotion_code ? world.store.of("promotion_code").get(ref.promotion_code) : undefined;
  const id = promotion?.promotion.coupon ?? ref.coupon;
  return id ? world.store.of("coupon").get(id) : undefined;
}

/** The running discounts' total on `amount` at time `at`. */
export function discountAmount(world: World, discounts: string[], amount: number, at: number): number {
  let left = amount;
  for (const id of discounts) {
    const discount = world.store.of("discount").get(id);
    const coupon = discount ? world.store.of("coupon").get(discount.source.coupon) : undefined;
    if (!discount || !coupon || (discount.end !== null && discount.end <= at)) continue;
    left -= couponAmount(coupon, left);
  }
  return amount - left;
}

/** Attaches coupons or codes to a subscription and counts the redemption; answers the discount ids. */
export function redeem(
  world: World,
  refs: DiscountRef[],
  owner: { customer: string | null; subscription: string | null; checkoutSession?: string | null },
): string[] {
  const start = world.clock.now();
  const ids: string[] = [];
  for (const ref of refs) {
    const coupon = couponOf(world, ref);
    if (!coupon) continue;
    const discount = buildDiscount({
      ...owner,
      start,
      end: endOf(coupon, start),
      coupon: coupon.id,
      promotionCode: ref.promotion_code,
    });
    world.store.put("discount", discount);
    world.store.put("coupon", { ...coupon, times_redeemed: coupon.times_redeemed + 1 });
    const promotion = ref.promotion_code
      ? world.store.of("promotion_code").get(ref.promotion_code)
      : undefined;
    if (promotion) {
      world.store.put("promotion_code", { ...promotion, times_redeemed: promotion.times_redeemed + 1 });
    }
    ids.push(discount.id);
  }
  return ids;
}

function endOf(coupon: Coupon, start: number): number | null {
  if (coupon.duration === "forever") return null;
  if (coupon.duration === "once") return start + 1;
  const end = new Date(start * 1000);
  end.setUTCMonth(end.getUTCMonth() + (coupon.duration_in_months ?? 1));
  return Math.floor(end.getTime() / 1000);
}

/** The promotion code a reader typed, if it can be used now. */
export function usablePromotionCode(world: World, code: string): PromotionCode | undefined {
  const now = world.clock.now();
  return world.store
    .of("promotion_code")
    .by("code", code.trim().toLowerCase())
    .find((each) => each.active && (each.expires_at === null || each.expires_at > now) && isUnspent(each));
}

function isUnspent(code: PromotionCode): boolean {
  return code.max_redemptions === null || code.times_redeemed < code.max_redemptions;
}
