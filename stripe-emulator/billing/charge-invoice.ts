import { newId } from "../ids";
import { buildInvoice, buildInvoicePayment } from "../objects/build-invoice";
import { buildCharge, buildPaymentIntent } from "../objects/build-payment";
import type { Customer, Invoice, Subscription } from "../objects/shapes";
import type { World } from "../world";
import { discountsOff } from "./discounts";

/** Draws up the invoice of a subscription's current period and finalizes it; nothing is charged yet. */
export function issueInvoice(world: World, subscription: Subscription, reason: string): Invoice {
  const customer = customerOf(world, subscription.customer);
  const isFirst = reason === "subscription_create";
  const subtotal = subscription.items.data.reduce((sum, item) => sum + amountOf(item), 0);
  const off = discountsOff(world, subscription.discounts, subtotal, isFirst);
  const draft = buildInvoice({
    created: world.clock.now(),
    customer,
    currency: subscription.currency,
    billingReason: reason,
    collectionMethod: String(subscription.collection_method),
    dueDate: subscription.days_until_due ? world.clock.now() + subscription.days_until_due * 86_400 : null,
    subscription: { id: subscription.id, metadata: subscription.metadata },
    discounts: subscription.discounts,
    lines: subscription.items.data.map((item, index) => ({
      amount: amountOf(item),
      discount: index === 0 ? off : 0,
      description: `1 × membership`,
      price: item.price.id,
      product: item.price.product,
      unitAmount: item.price.unit_amount ?? 0,
      quantity: item.quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      subscriptionItem: item.id,
    })),
  });
  world.emit("invoice.created", draft);
  world.store.put("customer", {
    ...customer,
    next_invoice_sequence: (customer.next_invoice_sequence ?? 1) + 1,
  });
  const invoice = world.store.put("invoice", {
    ...draft,
    status: "open",
    number: `${customer.invoice_prefix}-${String(customer.next_invoice_sequence ?? 1).padStart(4, "0")}`,
    effective_at: world.clock.now(),
    status_transitions: { ...draft.status_transitions, finalized_at: world.clock.now() },
  });
  world.emit("invoice.finalized", invoice);
  return invoice;
}

/** Takes the money of an open invoice, or fails to; gives the invoice as it is afterwards. */
export function payInvoice(world: World, invoice: Invoice, options: { declined?: boolean } = {}): Invoice {
  const now = world.clock.now();
  const amount = invoice.amount_due;
  if (amount > 0) makePayment(world, invoice, options.declined ?? false);
  if (options.declined) {
    const failed = world.store.put("invoice", {
      ...invoice,
      attempted: true,
      attempt_count: invoice.attempt_count + 1,
    });
    world.emit("invoice.payment_failed", failed);
    return failed;
  }
  const paid = world.store.put("invoice", {
    ...invoice,
    status: "paid",
    attempted: true,
    attempt_count: invoice.attempt_count + 1,
    amount_paid: amount,
    amount_remaining: 0,
    auto_advance: false,
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  });
  world.emit("invoice.paid", paid);
  world.emit("invoice.payment_succeeded", paid);
  return paid;
}

function makePayment(world: World, invoice: Invoice, declined: boolean): void {
  const customer = customerOf(world, invoice.customer);
  const chargeId = newId("ch");
  const payment = {
    created: world.clock.now(),
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: customer.id,
    email: customer.email,
    name: customer.name ?? null,
    description: "Subscription",
    declined,
  };
  const intent = world.store.put("payment_intent", buildPaymentIntent({ ...payment, charge: chargeId }));
  const charge = world.store.put(
    "charge",
    buildCharge({ ...payment, id: chargeId, paymentIntent: intent.id }),
  );
  const inpay = world.store.put(
    "invoice_payment",
    buildInvoicePayment({
      created: payment.created,
      invoice: invoice.id,
      paymentIntent: intent.id,
      amount: payment.amount,
      currency: payment.currency,
      paid: !declined,
    }),
  );
  world.emit(declined ? "charge.failed" : "charge.succeeded", charge);
  world.emit(declined ? "payment_intent.payment_failed" : "payment_intent.succeeded", intent);
  if (!declined) world.emit("invoice_payment.paid", inpay);
}

function amountOf(item: Subscription["items"]["data"][number]): number {
  return (item.price.unit_amount ?? 0) * item.quantity;
}

function customerOf(world: World, id: string): Customer {
  const customer = world.store.of("customer").get(id);
  if (!customer) throw new Error(`no customer ${id}`);
  return customer;
}
