import { emitEvent } from "../events/emit-event.ts";
import type { Invoice } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { billingOf, takeFailure } from "./billing.ts";
import { announceCollected, collectInvoice } from "./settle-invoice.ts";
import { updateObject } from "./update-object.ts";

/** Tries to collect an open invoice; a paid one brings its subscription back to `active`. */
export function payInvoice(world: World, invoice: Invoice, outOfBand = false): Invoice {
  const subscriptionId = invoice.parent?.subscription_details.subscription;
  if (!outOfBand && subscriptionId && takeFailure(world, subscriptionId)) {
    const collected = collectInvoice(world, invoice, true);
    announceCollected(world, collected);
    return collected.invoice;
  }
  const collected = outOfBand ? payOutOfBand(world, invoice) : collectInvoice(world, invoice);
  const subscription = subscriptionId ? world.store.of("subscription").get(subscriptionId) : undefined;
  const isLatest = subscription?.latest_invoice === invoice.id;
  if (subscription && isLatest && ["past_due", "unpaid", "incomplete"].includes(subscription.status)) {
    world.store.put("billing", { ...billingOf(world, subscription.id), attempts: 0, retryAt: null });
    updateObject(world, "subscription", subscription, { status: "active" }, "customer.subscription.updated");
  }
  announceCollected(world, collected);
  return collected.invoice;
}

function payOutOfBand(world: World, invoice: Invoice) {
  const now = world.clock.now();
  const paid = world.store.put("invoice", {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_paid_off_stripe: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  });
  return { invoice: paid, payment: null, invoicePayment: null };
}

/** Gives up on an invoice's automatic collection. */
export function stopCollecting(world: World, invoice: Invoice): Invoice {
  const stopped = world.store.put("invoice", { ...invoice, auto_advance: false, next_payment_attempt: null });
  emitEvent(world, "invoice.updated", stopped, invoice);
  return stopped;
}
