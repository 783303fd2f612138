import { newId } from "../ids";
import { buildDiscount, presentPrice } from "../objects/build-catalogue";
import { buildCustomer } from "../objects/build-customer";
import { buildCharge, buildPaymentIntent } from "../objects/build-payment";
import { buildSubscription } from "../objects/build-subscription";
import type { CheckoutSession, Customer, Subscription } from "../objects/shapes";
import type { SessionDetails } from "../store/kinds";
import type { World } from "../world";
import { issueInvoice, payInvoice } from "./charge-invoice";
import { periodAfter } from "./period";

export interface Payer {
  email: string;
  name: string | null;
  country: string | null;
}

/** A person pays a hosted page: the customer, then the payment, then (since basil) the subscription. */
export function completeCheckout(world: World, session: CheckoutSession, payer: Payer): CheckoutSession {
  if (session.status !== "open") return session;
  const details = world.store.of("session_details").get(session.id);
  if (!details) throw new Error(`no details of ${session.id}`);
  const customer = findOrMakeCustomer(world, session, payer);
  const made =
    session.mode === "subscription"
      ? startSubscription(world, session, details, customer)
      : takePayment(world, session, details, customer);
  const complete = world.store.put("session", {
    ...session,
    ...made,
    status: "complete",
    payment_status: session.amount_total === 0 ? "no_payment_required" : "paid",
    customer: customer.id,
    customer_details: {
      address: {
        city: null,
        country: payer.country,
        line1: null,
        line2: null,
        postal_code: null,
        state: null,
      },
      business_name: null,
      email: payer.email,
      individual_name: null,
      name: payer.name,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    url: null,
  });
  world.emit("checkout.session.completed", complete);
  return complete;
}

/** The hosted page's card was refused: the session stays open, and a failed charge is on record. */
export function declineCheckout(world: World, session: CheckoutSession, payer: Payer): void {
  const chargeId = newId("ch");
  const payment = {
    created: world.clock.now(),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "eur",
    customer: session.customer,
    email: payer.email,
    name: payer.name,
    description: null,
    declined: true,
  };
  const intent = world.store.put("payment_intent", buildPaymentIntent({ ...payment, charge: chargeId }));
  const charge = world.store.put(
    "charge",
    buildCharge({ ...payment, id: chargeId, paymentIntent: intent.id }),
  );
  world.emit("charge.failed", charge);
  world.emit("payment_intent.payment_failed", intent);
}

/** Nobody paid in time, or the site gave the session up. */
export function expireCheckout(world: World, session: CheckoutSession): CheckoutSession {
  const expired = world.store.put("session", { ...session, status: "expired", url: null });
  world.emit("checkout.session.expired", expired);
  return expired;
}

function findOrMakeCustomer(world: World, session: CheckoutSession, payer: Payer): Customer {
  const known = session.customer ? world.store.of("customer").get(session.customer) : undefined;
  if (known) return known;
  const customer = world.store.put("customer", {
    ...buildCustomer({ created: world.clock.now(), email: payer.email, name: payer.name }),
    address: payer.country
      ? { city: null, country: payer.country, line1: null, line2: null, postal_code: null, state: null }
      : null,
  });
  world.emit("customer.created", customer);
  return customer;
}

function startSubscription(
  world: World,
  session: CheckoutSession,
  details: SessionDetails,
  customer: Customer,
): Pick<CheckoutSession, "subscription" | "invoice"> {
  const now = world.clock.now();
  const first = details.lineItems[0];
  if (!first) throw new Error(`no line items in ${session.id}`);
  const trialEnd = details.trialEnd ?? (details.trialDays > 0 ? now + details.trialDays * 86_400 : null);
  const made = buildSubscription({
    created: now,
    customer: customer.id,
    currency: session.currency ?? first.price.currency,
    items: details.lineItems.map((item) => ({ price: presentPrice(item.price), quantity: item.quantity })),
    period: { start: now, end: trialEnd ?? periodAfter(now, first.price) },
    status: trialEnd ? "trialing" : "active",
    metadata: details.subscriptionMetadata,
    trialEnd,
  });
  const discounted = { ...made, discounts: attachDiscounts(world, session, made) };
  const invoice = issueInvoice(world, discounted, "subscription_create");
  const subscription = world.store.put("subscription", { ...discounted, latest_invoice: invoice.id });
  world.store.put("billing", {
    id: subscription.id,
    created: now,
    failures: 0,
    attempts: 0,
    retryAt: null,
    afterRetries: "canceled",
  });
  world.emit("customer.subscription.created", subscription);
  if (!trialEnd) payInvoice(world, invoice);
  return { subscription: subscription.id, invoice: invoice.id };
}

function attachDiscounts(world: World, session: CheckoutSession, subscription: Subscription): string[] {
  return session.discounts.flatMap(({ coupon, promotion_code: code }) => {
    const id = coupon ?? world.store.of("promotion_code").get(code ?? "")?.promotion.coupon;
    const held = id ? world.store.of("coupon").get(id) : undefined;
    if (!held) return [];
    const start = world.clock.now();
    const months = held.duration === "repeating" ? (held.duration_in_months ?? 1) : null;
    const discount = world.store.put(
      "discount",
      buildDiscount({
        start,
        end: months ? start + months * 30 * 86_400 : null,
        coupon: held.id,
        promotionCode: code,
        customer: subscription.customer,
        subscription: subscription.id,
        checkoutSession: session.id,
      }),
    );
    return [discount.id];
  });
}

function takePayment(
  world: World,
  session: CheckoutSession,
  details: SessionDetails,
  customer: Customer,
): Pick<CheckoutSession, "payment_intent"> {
  const chargeId = newId("ch");
  const payment = {
    created: world.clock.now(),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "eur",
    customer: customer.id,
    email: customer.email,
    name: customer.name ?? null,
    description: null,
    metadata: details.paymentMetadata,
  };
  const intent = world.store.put("payment_intent", buildPaymentIntent({ ...payment, charge: chargeId }));
  const charge = world.store.put(
    "charge",
    buildCharge({ ...payment, id: chargeId, paymentIntent: intent.id }),
  );
  world.emit("payment_intent.succeeded", intent);
  world.emit("charge.succeeded", charge);
  return { payment_intent: intent.id };
}
