import { emitEvent } from "../events/emit-event.ts";
import { buildInvoice, type InvoiceLine } from "../objects/build-invoice.ts";
import type { Customer, Invoice, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { discountAmount } from "./discounts.ts";

/** Creates the invoice of a subscription's current period and numbers it: `draft` without, `open` with finalising. */
export function issueInvoice(
  world: World,
  subscription: Subscription,
  billingReason: string,
  lines: InvoiceLine[] = periodLines(world, subscription),
): Invoice {
  const now = world.clock.now();
  const customer = customerOf(world, subscription.customer);
  const running = runningDiscounts(world, subscription.discounts, now);
  return world.store.put(
    "invoice",
    buildInvoice({
      created: now,
      customer,
      currency: subscription.currency,
      lines,
      billingReason,
      collectionMethod: subscription.collection_method,
      dueDate:
        subscription.collection_method === "send_invoice"
          ? now + (subscription.days_until_due ?? 30) * 86_400
          : null,
      subscription: { id: subscription.id, metadata: subscription.metadata },
      discounts: running,
    }),
  );
}

/** Announces a draft and opens it: `invoice.created`, then `invoice.finalized`. */
export function finalizeInvoice(world: World, draft: Invoice): Invoice {
  emitEvent(world, "invoice.created", draft);
  const opened = world.store.put("invoice", openedInvoice(world, draft));
  emitEvent(world, "invoice.finalized", opened);
  return opened;
}

/** The invoice as it looks once finalised. */
export function openedInvoice(world: World, draft: Invoice): Invoice {
  const now = world.clock.now();
  const customer = customerOf(world, draft.customer);
  const sequence = customer.next_invoice_sequence ?? 1;
  if (world.store.of("customer").has(customer.id)) {
    world.store.put("customer", { ...customer, next_invoice_sequence: sequence + 1 });
  }
  return {
    ...draft,
    status: "open",
    effective_at: now,
    ending_balance: 0,
    hosted_invoice_url: `${world.baseUrl}/i/${draft.id}`,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`,
    status_transitions: { ...draft.status_transitions, finalized_at: now },
    webhooks_delivered_at: now,
  };
}

function periodLines(world: World, subscription: Subscription): InvoiceLine[] {
  const now = world.clock.now();
  return subscription.items.data.map((item, index) => {
    const trialing = subscription.status === "trialing";
    const unitAmount = trialing ? 0 : (item.price.unit_amount ?? 0);
    const amount = unitAmount * item.quantity;
    return {
      amount,
      discount: index === 0 ? discountAmount(world, subscription.discounts, amount, now) : 0,
      description: `${item.quantity} × ${world.store.of("product").get(item.price.product)?.name ?? "Subscription"}`,
      price: item.price.id,
      product: item.price.product,
      unitAmount,
      quantity: item.quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      subscriptionItem: item.id,
    };
  });
}

function runningDiscounts(world: World, discounts: string[], now: number): string[] {
  return discounts.filter((id) => {
    const end = world.store.of("discount").get(id)?.end;
    return end === null || (end !== undefined && end > now);
  });
}

function customerOf(world: World, id: string): Customer {
  const customer = world.store.of("customer").get(id);
  if (!customer) throw new Error(`invoice of a missing customer ${id}`);
  return customer;
}
