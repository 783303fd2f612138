import { emitEvent } from "../events/emit-event.ts";
import type { Invoice, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { billingOf, takeFailure } from "./billing.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { finalizeInvoice, issueInvoice, openedInvoice } from "./issue-invoice.ts";
import { stopCollecting } from "./pay-invoice.ts";
import { periodEnd } from "./period.ts";
import { announceCollected, type Collected, collectInvoice } from "./settle-invoice.ts";
import { updateObject } from "./update-object.ts";

/** Days until the next try after each failed one; when they are used up the subscription ends or is left unpaid. */
const RETRY_DAYS = [3, 5, 7];

/** Begins the next period: a new invoice, its payment, and what became of the subscription. */
export function renewSubscription(world: World, subscription: Subscription): void {
  const now = world.clock.now();
  const running = subscription.discounts.filter((id) => {
    const end = world.store.of("discount").get(id)?.end ?? null;
    return end === null || end > now;
  });
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: item.current_period_end,
    current_period_end: periodEnd(item.price, item.current_period_end, subscription.billing_cycle_anchor),
  }));
  const draft: Subscription = {
    ...subscription,
    status: subscription.status === "trialing" ? "active" : subscription.status,
    items: { ...subscription.items, data },
    discounts: running,
  };
  const invoice = issueInvoice(world, draft, "subscription_cycle");
  const renewed = world.store.put("subscription", { ...draft, latest_invoice: invoice.id });
  emitEvent(world, "customer.subscription.updated", renewed, subscription);
  if (renewed.pause_collection || renewed.status === "unpaid") {
    withholdInvoice(world, invoice, renewed.pause_collection?.behavior ?? "keep_as_draft");
  } else if (renewed.collection_method === "send_invoice") {
    finalizeInvoice(world, invoice);
  } else {
    collectRenewal(world, renewed, invoice);
  }
}

function collectRenewal(world: World, subscription: Subscription, draft: Invoice): void {
  emitEvent(world, "invoice.created", draft);
  const opened = openedInvoice(world, draft);
  emitEvent(world, "invoice.finalized", opened);
  const fails = opened.amount_remaining > 0 && takeFailure(world, subscription.id);
  const collected = collectInvoice(world, opened, fails);
  if (!fails) {
    if (subscription.status === "past_due") recovered(world, subscription);
    announceCollected(world, collected);
    return;
  }
  failed(world, subscription, collected);
}

/** A failed payment: the next try is planned, or the subscription ends. */
function failed(world: World, subscription: Subscription, collected: Collected): void {
  const billing = billingOf(world, subscription.id);
  const days = RETRY_DAYS[billing.attempts];
  const retryAt = days === undefined ? null : world.clock.now() + days * 86_400;
  world.store.put("billing", { ...billing, attempts: billing.attempts + 1, retryAt });
  const invoice = world.store.put("invoice", { ...collected.invoice, next_payment_attempt: retryAt });
  announceCollected(world, { ...collected, invoice });
  const late =
    subscription.status === "past_due"
      ? subscription
      : updateObject(
          world,
          "subscription",
          subscription,
          { status: "past_due" },
          "customer.subscription.updated",
        );
  if (retryAt !== null) return;
  stopCollecting(world, invoice);
  if (billing.afterRetries === "canceled") cancelSubscription(world, late, "payment_failed");
  if (billing.afterRetries === "unpaid") {
    updateObject(world, "subscription", late, { status: "unpaid" }, "customer.subscription.updated");
  }
}

/** Tries the latest invoice of a `past_due` subscription again. */
export function retryPayment(world: World, subscription: Subscription): void {
  const invoice = world.store.of("invoice").get(subscription.latest_invoice ?? "");
  const billing = billingOf(world, subscription.id);
  world.store.put("billing", { ...billing, retryAt: null });
  if (invoice?.status !== "open") return;
  const fails = takeFailure(world, subscription.id);
  const collected = collectInvoice(world, invoice, fails);
  if (fails) {
    failed(world, subscription, collected);
    return;
  }
  recovered(world, subscription);
  announceCollected(world, collected);
}

function recovered(world: World, subscription: Subscription): void {
  world.store.put("billing", { ...billingOf(world, subscription.id), attempts: 0, retryAt: null });
  updateObject(world, "subscription", subscription, { status: "active" }, "customer.subscription.updated");
}

/** An invoice made while collection is paused is left, voided or given up, as the pause says. */
function withholdInvoice(world: World, draft: Invoice, behavior: string): void {
  if (behavior === "keep_as_draft") {
    emitEvent(world, "invoice.created", draft);
    return;
  }
  const opened = finalizeInvoice(world, draft);
  const now = world.clock.now();
  const voided = behavior === "void";
  updateObject(
    world,
    "invoice",
    opened,
    {
      status: voided ? "void" : "uncollectible",
      auto_advance: false,
      status_transitions: {
        ...opened.status_transitions,
        ...(voided ? { voided_at: now } : { marked_uncollectible_at: now }),
      },
    },
    voided ? "invoice.voided" : "invoice.marked_uncollectible",
  );
}
