import { z } from "zod";
import { startSubscription } from "../billing/start-subscription.ts";
import { presentPrice } from "../objects/build-catalogue.ts";
import type { Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { find } from "./find.ts";
import { expand, integer, mergeMetadata, metadata, parameters, text } from "./parameters.ts";
import type { FormHash } from "./parse-form.ts";

/** Creates a subscription without Checkout; its card works unless a control says otherwise. */
export function createSubscription(world: World, form: FormHash): Subscription {
  const input = parameters(
    z.strictObject({
      ...expand,
      customer: text,
      items: z
        .array(z.strictObject({ price: text, quantity: integer.optional(), metadata: metadata.optional() }))
        .min(1),
      currency: text.optional(),
      metadata: metadata.optional(),
      description: text.optional(),
      collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
      days_until_due: integer.optional(),
      trial_period_days: integer.optional(),
      trial_end: integer.optional(),
      discounts: z
        .array(z.strictObject({ coupon: text.optional(), promotion_code: text.optional() }))
        .optional(),
      payment_behavior: text.optional(),
      default_payment_method: text.optional(),
      off_session: text.optional(),
      proration_behavior: text.optional(),
      billing_mode: z.record(z.string(), z.unknown()).optional(),
      payment_settings: z.record(z.string(), z.unknown()).optional(),
    }),
    form,
  );
  const customer = find(world, "customer", input.customer, "customer");
  const items = input.items.map((item, index) => {
    const price = find(world, "price", item.price, `items[${index}][price]`);
    return { price: presentPrice(price, input.currency?.toLowerCase()), quantity: item.quantity ?? 1 };
  });
  const trialDays = input.trial_period_days;
  const started = startSubscription(world, {
    customer,
    items,
    currency: items[0]?.price.currency ?? "eur",
    metadata: mergeMetadata({}, input.metadata),
    discounts: (input.discounts ?? []).map((each) => ({
      coupon: each.coupon ?? null,
      promotion_code: each.promotion_code ?? null,
    })),
    trialEnd: input.trial_end ?? (trialDays ? world.clock.now() + trialDays * 86_400 : null),
    collectionMethod: input.collection_method,
    daysUntilDue: input.days_until_due,
    description: input.description,
  });
  started.announce();
  return started.subscription;
}
