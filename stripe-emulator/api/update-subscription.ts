import { z } from "zod";
import { changePlan } from "../billing/change-plan.ts";
import { redeem } from "../billing/discounts.ts";
import { updateObject } from "../billing/update-object.ts";
import type { Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { find } from "./find.ts";
import {
  expand,
  flag,
  integer,
  mergeMetadata,
  metadata,
  parameters,
  text,
  unsettable,
} from "./parameters.ts";
import type { FormHash } from "./parse-form.ts";
import { invalidRequest } from "./stripe-failure.ts";

const updateForm = z.strictObject({
  ...expand,
  cancel_at: z.union([z.literal(""), integer, z.enum(["min_period_end", "max_period_end"])]).optional(),
  cancel_at_period_end: flag.optional(),
  cancellation_details: z
    .strictObject({ comment: unsettable.optional(), feedback: unsettable.optional() })
    .optional(),
  items: z
    .array(
      z.strictObject({
        id: text.optional(),
        price: text.optional(),
        quantity: integer.optional(),
        metadata: metadata.optional(),
      }),
    )
    .optional(),
  pause_collection: z
    .union([
      z.literal(""),
      z.strictObject({
        behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]),
        resumes_at: integer.optional(),
      }),
    ])
    .optional(),
  discounts: z
    .union([
      z.literal(""),
      z.array(
        z.strictObject({
          coupon: text.optional(),
          promotion_code: text.optional(),
          discount: text.optional(),
        }),
      ),
    ])
    .optional(),
  metadata: metadata.optional(),
  description: unsettable.optional(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
  days_until_due: integer.optional(),
  trial_end: z.union([z.literal("now"), integer]).optional(),
  proration_behavior: text.optional(),
  payment_behavior: text.optional(),
  billing_cycle_anchor: text.optional(),
  default_payment_method: text.optional(),
});

type UpdateForm = z.output<typeof updateForm>;

/** Applies `POST /v1/subscriptions/:id`: one `customer.subscription.updated` whatever changed. */
export function updateSubscription(world: World, subscription: Subscription, form: FormHash): Subscription {
  const input = parameters(updateForm, form);
  if (input.cancel_at !== undefined && input.cancel_at_period_end !== undefined && input.cancel_at !== "") {
    throw invalidRequest(
      "parameter_invalid",
      "You may only specify one of these parameters: cancel_at, cancel_at_period_end.",
    );
  }
  const patch: Partial<Subscription> = {
    metadata: mergeMetadata(subscription.metadata, input.metadata),
    ...cancellation(world, subscription, input),
    ...(input.pause_collection !== undefined && { pause_collection: pauseOf(input.pause_collection) }),
    ...(input.discounts !== undefined && { discounts: discountsOf(world, subscription, input.discounts) }),
    ...(input.description !== undefined && { description: input.description }),
    ...(input.collection_method && { collection_method: input.collection_method }),
    ...(input.days_until_due !== undefined && { days_until_due: input.days_until_due }),
    ...(input.trial_end !== undefined && trialOf(world, input.trial_end)),
  };
  const change = input.items?.[0];
  if (change && (input.items?.length ?? 0) > 1) {
    throw invalidRequest("parameter_invalid", "The emulator changes one item at a time.", "items");
  }
  if (change) {
    const price = change.price ? find(world, "price", change.price, "items[0][price]") : undefined;
    return changePlan(world, subscription, { itemId: change.id, price, quantity: change.quantity, patch });
  }
  return updateObject(world, "subscription", subscription, patch, "customer.subscription.updated");
}

function cancellation(world: World, subscription: Subscription, input: UpdateForm): Partial<Subscription> {
  const ends = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  const details = { comment: null, feedback: null, feedback_option: null, ...input.cancellation_details };
  const asked = {
    canceled_at: world.clock.now(),
    cancellation_details: { ...details, reason: "cancellation_requested" },
  };
  const cleared = {
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { ...details, reason: null },
  };
  if (input.cancel_at_period_end) return { ...asked, cancel_at: ends, cancel_at_period_end: true };
  if (typeof input.cancel_at === "number")
    return { ...asked, cancel_at: input.cancel_at, cancel_at_period_end: false };
  if (input.cancel_at) return { ...asked, cancel_at: ends, cancel_at_period_end: false };
  return input.cancel_at === "" || input.cancel_at_period_end === false ? cleared : {};
}

function pauseOf(input: NonNullable<UpdateForm["pause_collection"]>): Subscription["pause_collection"] {
  return input === "" ? null : { behavior: input.behavior, resumes_at: input.resumes_at ?? null };
}

function discountsOf(
  world: World,
  subscription: Subscription,
  input: NonNullable<UpdateForm["discounts"]>,
): string[] {
  if (input === "") return [];
  return input.flatMap((each) => {
    if (each.discount) return [each.discount];
    if (each.coupon) find(world, "coupon", each.coupon, "discounts[0][coupon]");
    const ref = { coupon: each.coupon ?? null, promotion_code: each.promotion_code ?? null };
    return redeem(world, [ref], { customer: subscription.customer, subscription: subscription.id });
  });
}

function trialOf(world: World, end: "now" | number): Partial<Subscription> {
  return { trial_end: end === "now" ? world.clock.now() : end };
}
