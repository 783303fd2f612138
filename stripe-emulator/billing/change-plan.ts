import { emitEvent } from "../events/emit-event.ts";
import { buildPlan, presentPrice } from "../objects/build-catalogue.ts";
import type { Price, Subscription, SubscriptionItem } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { discountAmount } from "./discounts.ts";
import { issueInvoice, openedInvoice } from "./issue-invoice.ts";
import { periodEnd } from "./period.ts";
import { announceCollected, collectInvoice } from "./settle-invoice.ts";

export interface PlanChange {
  itemId?: string;
  price?: Price;
  quantity?: number;
  /** Other fields changed by the same request. */
  patch?: Partial<Subscription>;
}

/** Changes price or quantity of one item. A new interval starts a new period, invoiced and paid at once. */
export function changePlan(world: World, subscription: Subscription, change: PlanChange): Subscription {
  const now = world.clock.now();
  const held =
    subscription.items.data.find((item) => item.id === change.itemId) ?? subscription.items.data[0];
  if (!held) return subscription;
  const price = change.price ? presentPrice(change.price, subscription.currency) : held.price;
  const restarts =
    price.recurring?.interval !== held.price.recurring?.interval ||
    price.recurring?.interval_count !== held.price.recurring?.interval_count;
  const item: SubscriptionItem = {
    ...held,
    price,
    plan: buildPlan(price),
    quantity: change.quantity ?? held.quantity,
    ...(restarts && { current_period_start: now, current_period_end: periodEnd(price, now, now) }),
  };
  const data = subscription.items.data.map((each) => (each.id === held.id ? item : each));
  const draft: Subscription = {
    ...subscription,
    ...change.patch,
    items: { ...subscription.items, data },
    ...(restarts && { billing_cycle_anchor: now }),
  };
  if (!restarts) {
    world.store.put("subscription", draft);
    emitEvent(world, "customer.subscription.updated", draft, subscription);
    return draft;
  }
  const amount = (price.unit_amount ?? 0) * item.quantity;
  const invoice = issueInvoice(world, draft, "subscription_update", [
    {
      amount,
      discount: discountAmount(world, draft.discounts, amount, now),
      description: `${item.quantity} × ${world.store.of("product").get(price.product)?.name ?? "Subscription"}`,
      price: price.id,
      product: price.product,
      unitAmount: price.unit_amount ?? 0,
      quantity: item.quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      subscriptionItem: item.id,
    },
  ]);
  const changed = world.store.put("subscription", { ...draft, latest_invoice: invoice.id });
  const opened = openedInvoice(world, invoice);
  const collected = collectInvoice(world, opened);
  emitEvent(world, "customer.subscription.updated", changed, subscription);
  emitEvent(world, "invoice.created", invoice);
  emitEvent(world, "invoice.finalized", opened);
  announceCollected(world, collected);
  return changed;
}
