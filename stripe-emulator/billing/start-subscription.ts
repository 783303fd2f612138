import { emitEvent } from "../events/emit-event.ts";
import { newId } from "../ids.ts";
import { buildSubscription } from "../objects/build-subscription.ts";
import type { Customer, Metadata, Price, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { type DiscountRef, redeem } from "./discounts.ts";
import { finalizeInvoice, issueInvoice, openedInvoice } from "./issue-invoice.ts";
import { periodEnd } from "./period.ts";
import { announceCollected, type Collected, collectInvoice } from "./settle-invoice.ts";

export interface SubscriptionOrder {
  customer: Customer;
  items: { price: Price; quantity: number }[];
  currency: string;
  metadata: Metadata;
  discounts: DiscountRef[];
  trialEnd?: number | null;
  collectionMethod?: string;
  daysUntilDue?: number | null;
  checkoutSession?: string;
  description?: string | null;
}

export interface StartedSubscription {
  subscription: Subscription;
  collected: Collected;
  announce: () => void;
}

/**
 * Starts a subscription and collects its first invoice. Since basil, Checkout creates it after the payment, so it
 * is born `active`. Nothing is announced until the caller says so: Checkout speaks of its session first.
 */
export function startSubscription(world: World, order: SubscriptionOrder): StartedSubscription {
  const now = world.clock.now();
  const first = order.items[0];
  if (!first) throw new Error("a subscription needs an item");
  const id = newId("sub");
  const trialing = order.trialEnd != null && order.trialEnd > now;
  const end = trialing ? (order.trialEnd ?? now) : periodEnd(first.price, now, now);
  const discounts = redeem(world, order.discounts, {
    customer: order.customer.id,
    subscription: id,
    checkoutSession: order.checkoutSession,
  });
  const draft = buildSubscription({
    id,
    created: now,
    customer: order.customer.id,
    currency: order.currency,
    items: order.items,
    period: { start: now, end },
    status: trialing ? "trialing" : "active",
    metadata: order.metadata,
    collectionMethod: order.collectionMethod,
    daysUntilDue: order.daysUntilDue,
    discounts,
    trialEnd: trialing ? order.trialEnd : null,
    description: order.description,
  });
  world.store.put("subscription", draft);
  const invoice = issueInvoice(world, draft, "subscription_create");
  const subscription = world.store.put("subscription", { ...draft, latest_invoice: invoice.id });
  if (subscription.collection_method === "send_invoice" && invoice.amount_due > 0) {
    const announce = () => {
      emitEvent(world, "customer.subscription.created", subscription);
      finalizeInvoice(world, invoice);
    };
    return { subscription, collected: { invoice, payment: null, invoicePayment: null }, announce };
  }
  const opened = openedInvoice(world, invoice);
  const collected = collectInvoice(world, opened);
  const announce = () => {
    emitEvent(world, "customer.subscription.created", subscription);
    emitEvent(world, "invoice.created", invoice);
    emitEvent(world, "invoice.finalized", opened);
    announceCollected(world, collected);
  };
  return { subscription, collected, announce };
}
