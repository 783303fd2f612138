import type { Subscription } from "../objects/shapes";
import type { World } from "../world";

/** Stores a changed subscription and tells it, with what was there before, as Stripe's `updated` does. */
export function changeSubscription(
  world: World,
  before: Subscription,
  change: Partial<Subscription>,
  type = "customer.subscription.updated",
): Subscription {
  const after = world.store.put("subscription", { ...before, ...change });
  const previous = Object.fromEntries(
    (Object.keys(change) as (keyof Subscription)[])
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, before[key]]),
  );
  if (Object.keys(previous).length > 0) world.emit(type, after, previous);
  return after;
}

/** Ends a subscription now: `canceled` is final. */
export function endSubscription(world: World, before: Subscription, reason: string): Subscription {
  const now = world.clock.now();
  const after = world.store.put("subscription", {
    ...before,
    status: "canceled",
    ended_at: now,
    canceled_at: before.canceled_at ?? now,
    cancellation_details: { ...before.cancellation_details, reason } as Subscription["cancellation_details"],
  });
  world.store.delete("billing", before.id);
  world.emit("customer.subscription.deleted", after);
  return after;
}

/** The end of the period already paid for, Unix seconds. */
export function periodEnd(subscription: Subscription): number {
  return Math.max(...subscription.items.data.map((item) => item.current_period_end));
}
