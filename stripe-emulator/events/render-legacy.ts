import type { Charge, CheckoutSession, Invoice, PaymentIntent, Subscription } from "../objects/shapes.ts";
import type { StripeObject } from "../store/kinds.ts";
import type { World } from "../world.ts";

/** Before basil the period was the subscription's, and invoices, charges and intents knew each other. */
export function isLegacy(apiVersion: string): boolean {
  return apiVersion < "2025-03-31";
}

/** An object in the shape of an API version before basil. */
export function renderLegacy(world: World, object: StripeObject, apiVersion: string): object {
  switch (object.object) {
    case "subscription":
      return legacySubscription(world, object as Subscription, apiVersion);
    case "invoice":
      return legacyInvoice(world, object as Invoice);
    case "charge":
      return legacyCharge(world, object as Charge);
    case "payment_intent":
      return legacyIntent(world, object as PaymentIntent);
    case "checkout.session":
      return legacySession(object as CheckoutSession);
    default:
      return object;
  }
}

function legacySubscription(world: World, subscription: Subscription, apiVersion: string): object {
  const {
    billing_mode: _mode,
    billing_schedules: _schedules,
    managed_payments: _managed,
    ...rest
  } = subscription;
  const first = subscription.items.data[0];
  const data = subscription.items.data.map((item) => {
    const { current_period_start: _start, current_period_end: _end, current_trial: _trial, ...old } = item;
    return old;
  });
  const { discounts, ...undiscounted } = rest;
  const whole = discounts.map((id) => legacyDiscount(world, id));
  return {
    ...undiscounted,
    ...(apiVersion >= "2024-04-10" && { discounts }),
    current_period_start: first?.current_period_start ?? subscription.created,
    current_period_end: first?.current_period_end ?? subscription.created,
    discount: whole[0] ?? null,
    items: { ...subscription.items, data, total_count: data.length },
    plan: first?.plan ?? null,
    quantity: first?.quantity ?? 1,
  };
}

function legacyDiscount(world: World, id: string): object | null {
  const discount = world.store.of("discount").get(id);
  if (!discount) return null;
  const { source, ...rest } = discount;
  return { ...rest, coupon: world.store.of("coupon").get(source.coupon) ?? null };
}

function legacyInvoice(world: World, invoice: Invoice): object {
  const { parent, amount_overpaid: _overpaid, total_taxes: _taxes, ...rest } = invoice;
  const payment = world.store.of("invoice_payment").first("invoice", invoice.id);
  const intent = payment?.payment.payment_intent ?? null;
  return {
    ...rest,
    charge: intent ? (world.store.of("payment_intent").get(intent)?.latest_charge ?? null) : null,
    discount: invoice.discounts[0] ? legacyDiscount(world, invoice.discounts[0]) : null,
    lines: {
      ...invoice.lines,
      data: invoice.lines.data.map((line) => legacyLine(world, line)),
      total_count: invoice.lines.data.length,
    },
    paid: invoice.status === "paid",
    paid_out_of_band: false,
    payment_intent: intent,
    quote: null,
    subscription: parent?.subscription_details.subscription ?? null,
    subscription_details: parent ? { metadata: parent.subscription_details.metadata } : null,
    tax: null,
    total_tax_amounts: [],
  };
}

function legacyLine(world: World, line: Invoice["lines"]["data"][number]): object {
  const { parent, pricing, taxes: _taxes, quantity_decimal: _decimal, ...rest } = line;
  const details = parent?.subscription_item_details;
  const price = pricing?.price_details?.price;
  const known = typeof price === "string" ? world.store.of("price").get(price) : undefined;
  const { currency_options: _hidden, ...shown } = known ?? {};
  return {
    ...rest,
    price: known ? shown : null,
    proration: details?.proration ?? false,
    subscription: details?.subscription ?? null,
    subscription_item: details?.subscription_item ?? null,
    tax_amounts: [],
    type: "subscription",
  };
}

function invoiceOf(world: World, intent: string): string | null {
  return world.store.of("invoice_payment").first("payment_intent", intent)?.invoice ?? null;
}

function legacyCharge(world: World, charge: Charge): object {
  const refunds = world.store.of("refund").by("charge", charge.id);
  return {
    ...charge,
    dispute: world.store.of("dispute").first("charge", charge.id)?.id ?? null,
    invoice: invoiceOf(world, charge.payment_intent),
    order: null,
    refunds: {
      object: "list",
      data: refunds,
      has_more: false,
      total_count: refunds.length,
      url: `/v1/charges/${charge.id}/refunds`,
    },
  };
}

function legacyIntent(world: World, intent: PaymentIntent): object {
  const charges = world.store.of("charge").by("payment_intent", intent.id);
  return {
    ...intent,
    charges: {
      object: "list",
      data: charges.map((charge) => legacyCharge(world, charge)),
      has_more: false,
      total_count: charges.length,
      url: `/v1/charges?payment_intent=${intent.id}`,
    },
    invoice: invoiceOf(world, intent.id),
  };
}

function legacySession(session: CheckoutSession): object {
  const { adaptive_pricing: _adaptive, managed_payments: _managed, ...rest } = session;
  return { ...rest, ui_mode: "hosted" };
}
