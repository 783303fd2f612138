import type { Subscription } from "../objects/shapes";
import type { World } from "../world";
import { changeSubscription, endSubscription, periodEnd } from "./change-subscription";
import { issueInvoice, payInvoice } from "./charge-invoice";
import { expireCheckout } from "./complete-checkout";
import { periodAfter } from "./period";

const RETRY_AFTER_SECONDS = [3, 5, 7].map((days) => days * 86_400);

const DAY = 86_400;

/** Plays everything that falls due up to now, each at its own moment and in order. */
export function playDue(world: World): number {
  const target = world.clock.now();
  let played = 0;
  for (;;) {
    const dues = collectDue(world, target);
    const first = dues[0];
    if (!first) return played;
    // Nothing played makes something new fall due within a day, so a day's worth needs sorting once.
    const today = dues.filter((due) => due.at <= first.at + DAY);
    for (const due of today) world.clock.at(due.at * 1000, due.play);
    played += today.length;
  }
}

interface Due {
  /** Unix seconds. */
  at: number;
  play: () => void;
}

function collectDue(world: World, target: number): Due[] {
  const dues: Due[] = [];
  for (const billing of world.store.of("billing").values()) {
    const subscription = world.store.of("subscription").get(billing.id);
    const due = subscription && dueOf(world, subscription);
    if (due && due.at <= target) dues.push(due);
  }
  for (const session of world.store.of("session").values()) {
    if (session.status === "open" && session.expires_at <= target) {
      dues.push({ at: session.expires_at, play: () => expireCheckout(world, session) });
    }
  }
  return dues.sort((a, b) => a.at - b.at);
}

function dueOf(world: World, subscription: Subscription): Due | null {
  const { cancel_at: cancelAt, cancel_at_period_end: atEnd, status } = subscription;
  const end = periodEnd(subscription);
  const stop = cancelAt ?? (atEnd ? end : null);
  const retryAt = world.store.of("billing").get(subscription.id)?.retryAt ?? null;
  if (stop !== null && stop <= (retryAt ?? end)) {
    return { at: stop, play: () => endSubscription(world, subscription, "cancellation_requested") };
  }
  if (retryAt !== null) return { at: retryAt, play: () => retryPayment(world, subscription) };
  if (status === "paused" || status === "unpaid" || status === "incomplete") return null;
  return { at: end, play: () => renew(world, subscription) };
}

/** A new period: its invoice, its payment, and the subscription moved on. */
function renew(world: World, subscription: Subscription): void {
  const items = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: item.current_period_end,
    current_period_end: periodAfter(item.current_period_end, item.price),
  }));
  const moved = { ...subscription, items: { ...subscription.items, data: items } };
  if (subscription.pause_collection) {
    changeSubscription(world, subscription, { items: moved.items });
    return;
  }
  const invoice = issueInvoice(world, moved, "subscription_cycle");
  const wasTrial = subscription.status === "trialing";
  const change: Partial<Subscription> = { items: moved.items, latest_invoice: invoice.id };
  const billing = world.store.of("billing").get(subscription.id);
  if (subscription.collection_method === "send_invoice") {
    changeSubscription(world, subscription, { ...change, ...(wasTrial ? { status: "active" } : {}) });
    return;
  }
  const declined = (billing?.failures ?? 0) !== 0;
  payInvoice(world, invoice, { declined });
  if (!declined || !billing) {
    changeSubscription(world, subscription, { ...change, ...(wasTrial ? { status: "active" } : {}) });
    return;
  }
  world.store.put("billing", {
    ...billing,
    failures: billing.failures - 1,
    attempts: 1,
    retryAt: world.clock.now() + (RETRY_AFTER_SECONDS[0] ?? 0),
  });
  changeSubscription(world, subscription, { ...change, status: "past_due" });
}

/** Another try at a failed renewal; after the last one the subscription ends, or is left unpaid. */
function retryPayment(world: World, subscription: Subscription): void {
  const billing = world.store.of("billing").get(subscription.id);
  const invoice = world.store.of("invoice").get(subscription.latest_invoice ?? "");
  if (!billing || !invoice) return;
  const declined = billing.failures !== 0;
  payInvoice(world, invoice, { declined });
  if (!declined) {
    world.store.put("billing", { ...billing, attempts: 0, retryAt: null });
    changeSubscription(world, subscription, { status: "active" });
    return;
  }
  const wait = RETRY_AFTER_SECONDS[billing.attempts];
  if (wait !== undefined) {
    const failures = billing.failures - 1;
    world.store.put("billing", {
      ...billing,
      failures,
      attempts: billing.attempts + 1,
      retryAt: world.clock.now() + wait,
    });
    return;
  }
  world.store.put("billing", { ...billing, retryAt: null });
  if (billing.afterRetries === "canceled") endSubscription(world, subscription, "payment_failed");
  else changeSubscription(world, subscription, { status: "unpaid" });
}
