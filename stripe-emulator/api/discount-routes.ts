import { z } from "zod";
import { emitEvent } from "../events/emit-event.ts";
import { buildCoupon, buildPromotionCode } from "../objects/build-catalogue.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import {
  decimal,
  expand,
  flag,
  integer,
  mergeMetadata,
  metadata,
  paging,
  parameters,
  range,
  text,
} from "./parameters.ts";
import { get, post, type Route } from "./route.ts";
import { invalidRequest } from "./stripe-failure.ts";

export const discountRoutes: Route[] = [
  post("coupons", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...expand,
        id: text.optional(),
        name: text.optional(),
        percent_off: decimal.optional(),
        amount_off: integer.optional(),
        currency: text.optional(),
        duration: z.enum(["once", "repeating", "forever"]).optional(),
        duration_in_months: integer.optional(),
        max_redemptions: integer.optional(),
        redeem_by: integer.optional(),
        metadata: metadata.optional(),
        applies_to: z.strictObject({ products: z.array(text) }).optional(),
      }),
      form,
    );
    if (input.percent_off === undefined && input.amount_off === undefined) {
      throw invalidRequest("parameter_missing", "You must pass percent_off or amount_off.", "percent_off");
    }
    const coupon = buildCoupon({
      ...input,
      created: world.clock.now(),
      percentOff: input.percent_off,
      amountOff: input.amount_off,
      durationInMonths: input.duration_in_months,
      maxRedemptions: input.max_redemptions,
      redeemBy: input.redeem_by,
      metadata: mergeMetadata({}, input.metadata),
    });
    if (world.store.of("coupon").has(coupon.id)) {
      throw invalidRequest("resource_already_exists", "Coupon already exists.", "id");
    }
    world.store.put("coupon", coupon);
    emitEvent(world, "coupon.created", coupon);
    return coupon;
  }),
  get("coupons", ({ world, form }) => {
    const input = parameters(z.strictObject({ ...paging, created: range.optional() }), form);
    return listPage(world, "coupon", "/v1/coupons", input, () => true);
  }),
  get("coupons/:id", ({ world, ids }) => find(world, "coupon", ids[0])),
  post("promotion_codes", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...expand,
        promotion: z.strictObject({ type: z.literal("coupon"), coupon: text }),
        code: text.optional(),
        customer: text.optional(),
        active: flag.optional(),
        expires_at: integer.optional(),
        max_redemptions: integer.optional(),
        metadata: metadata.optional(),
      }),
      form,
    );
    const coupon = find(world, "coupon", input.promotion.coupon, "promotion[coupon]");
    const code = buildPromotionCode({
      ...input,
      created: world.clock.now(),
      coupon: coupon.id,
      expiresAt: input.expires_at,
      maxRedemptions: input.max_redemptions,
      metadata: mergeMetadata({}, input.metadata),
    });
    world.store.put("promotion_code", code);
    emitEvent(world, "promotion_code.created", code);
    return code;
  }),
  get("promotion_codes", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        code: text.optional(),
        active: flag.optional(),
        coupon: text.optional(),
        customer: text.optional(),
        created: range.optional(),
      }),
      form,
    );
    return listPage(
      world,
      "promotion_code",
      "/v1/promotion_codes",
      input,
      (code) =>
        (!input.code || code.code.toLowerCase() === input.code.toLowerCase()) &&
        (input.active === undefined || code.active === input.active) &&
        (!input.coupon || code.promotion.coupon === input.coupon) &&
        (!input.customer || code.customer === input.customer),
    );
  }),
  get("promotion_codes/:id", ({ world, ids }) => find(world, "promotion_code", ids[0])),
];
