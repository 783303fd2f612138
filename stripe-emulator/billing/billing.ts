import type { Billing } from "../store/kinds.ts";
import type { World } from "../world.ts";

/** What Stripe knows of this subscription's card; a new one works. */
export function billingOf(world: World, subscription: string): Billing {
  return (
    world.store.of("billing").get(subscription) ?? {
      id: subscription,
      created: 0,
      failures: 0,
      attempts: 0,
      retryAt: null,
      afterRetries: "canceled",
      lateSince: null,
    }
  );
}

/** Whether the payment now due fails; each ordered failure is used once, -1 fails for ever. */
export function takeFailure(world: World, subscription: string): boolean {
  const billing = billingOf(world, subscription);
  if (billing.failures === 0) return false;
  if (billing.failures > 0) world.store.put("billing", { ...billing, failures: billing.failures - 1 });
  return true;
}
