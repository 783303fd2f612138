import { emitEvent } from "../events/emit-event.ts";
import type { Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { updateObject } from "./update-object.ts";

/** Ends a subscription now. `canceled` is final. */
export function cancelSubscription(world: World, subscription: Subscription, reason: string): Subscription {
  const now = world.clock.now();
  const ended = world.store.put("subscription", {
    ...subscription,
    status: "canceled",
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      ...subscription.cancellation_details,
      reason: subscription.cancellation_details?.reason ?? reason,
    },
  });
  emitEvent(world, "customer.subscription.deleted", ended);
  return ended;
}

/**
 * What the portal does: since flexible billing it sets `cancel_at` to the end of the period and leaves
 * `cancel_at_period_end` false.
 */
export function cancelAtPeriodEnd(world: World, subscription: Subscription): Subscription {
  const ends = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  return updateObject(
    world,
    "subscription",
    subscription,
    {
      cancel_at: ends,
      canceled_at: world.clock.now(),
      cancellation_details: {
        comment: null,
        feedback: null,
        feedback_option: null,
        reason: "cancellation_requested",
      },
    },
    "customer.subscription.updated",
  );
}

export function resumeSubscription(world: World, subscription: Subscription): Subscription {
  return updateObject(
    world,
    "subscription",
    subscription,
    {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    },
    "customer.subscription.updated",
  );
}
