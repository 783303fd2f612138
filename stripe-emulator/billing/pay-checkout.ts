import { emitEvent } from "../events/emit-event.ts";
import { presentPrice } from "../objects/build-catalogue.ts";
import { buildCheckoutLineItem } from "../objects/build-checkout.ts";
import { buildCustomer } from "../objects/build-customer.ts";
import type { CheckoutLineItem, CheckoutSession, Customer } from "../objects/shapes.ts";
import type { SessionDetails } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { couponAmount, couponOf, type DiscountRef, redeem, usablePromotionCode } from "./discounts.ts";
import { announcePayment, recordPayment } from "./record-payment.ts";
import { startSubscription } from "./start-subscription.ts";

export interface CheckoutForm {
  email: string;
  name: string;
  card: "works" | "declined";
  promotionCode?: string;
  /** Minor units, for prices where the customer chooses. */
  customAmount?: number | null;
}

export type CheckoutOutcome =
  | { kind: "paid"; session: CheckoutSession }
  | { kind: "expired" }
  | { kind: "declined" }
  | { kind: "invalid"; field: "email" | "promotion_code" | "amount"; message: string };

/** Pays an open Checkout Session. A session that is already paid answers `paid` again and changes nothing. */
export function payCheckout(world: World, session: CheckoutSession, form: CheckoutForm): CheckoutOutcome {
  if (session.status === "complete") return { kind: "paid", session };
  if (session.status === "expired" || session.expires_at <= world.clock.now()) return { kind: "expired" };
  const details = world.store.of("session_details").get(session.id);
  if (!details) return { kind: "expired" };
  const email = form.email.trim();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return { kind: "invalid", field: "email", message: "Your email is incomplete." };
  }
  const items = chosenItems(details, form.customAmount ?? null);
  if (!items) return { kind: "invalid", field: "amount", message: "Choose an amount within the limits." };
  const code = form.promotionCode?.trim();
  const promotion = code && session.allow_promotion_codes ? usablePromotionCode(world, code) : undefined;
  if (code && !promotion) {
    return { kind: "invalid", field: "promotion_code", message: "This code is invalid." };
  }
  const discounts: DiscountRef[] = promotion
    ? [{ coupon: null, promotion_code: promotion.id }]
    : (session.discounts ?? []);
  const priced = priceItems(world, items, discounts);
  if (form.card === "declined" && priced.total > 0) {
    announcePayment(world, declinedPayment(world, session, email, form.name, priced.total));
    return { kind: "declined" };
  }
  return { kind: "paid", session: complete(world, session, details, { ...form, email }, priced, discounts) };
}

interface PricedItems {
  items: CheckoutLineItem[];
  subtotal: number;
  discount: number;
  total: number;
}

function complete(
  world: World,
  session: CheckoutSession,
  details: SessionDetails,
  form: CheckoutForm,
  priced: PricedItems,
  discounts: DiscountRef[],
): CheckoutSession {
  const now = world.clock.now();
  world.store.put("session_details", { ...details, lineItems: priced.items });
  const known = session.customer ? world.store.of("customer").get(session.customer) : undefined;
  const customer = known ?? newCustomer(world, session, form);
  const trialEnd = details.trialEnd ?? (details.trialDays > 0 ? now + details.trialDays * 86_400 : null);
  const base: Partial<CheckoutSession> = {
    amount_subtotal: priced.subtotal,
    amount_total: trialEnd ? 0 : priced.total,
    customer: customer?.id ?? null,
    customer_details: {
      address: null,
      business_name: null,
      email: form.email,
      individual_name: null,
      name: form.name || null,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    discounts,
    status: "complete",
    payment_status: priced.total === 0 || trialEnd ? "no_payment_required" : "paid",
    total_details: { amount_discount: priced.discount, amount_shipping: 0, amount_tax: 0 },
    url: null,
  };
  if (session.mode === "subscription" && customer) {
    const started = startSubscription(world, {
      customer,
      items: priced.items.map((item) => ({ price: item.price, quantity: item.quantity })),
      currency: session.currency ?? "eur",
      metadata: details.subscriptionMetadata,
      discounts,
      trialEnd,
      checkoutSession: session.id,
    });
    const done = world.store.put("session", {
      ...session,
      ...base,
      subscription: started.subscription.id,
      invoice: started.collected.invoice.id,
    });
    emitEvent(world, "checkout.session.completed", done);
    started.announce();
    return done;
  }
  const paid =
    priced.total > 0
      ? recordPayment(world, {
          created: now,
          amount: priced.total,
          currency: session.currency ?? "eur",
          customer: customer?.id ?? null,
          email: form.email,
          name: form.name || null,
          description: null,
          metadata: details.paymentMetadata,
        })
      : null;
  redeem(world, discounts, {
    customer: customer?.id ?? null,
    subscription: null,
    checkoutSession: session.id,
  });
  const done = world.store.put("session", { ...session, ...base, payment_intent: paid?.intent.id ?? null });
  emitEvent(world, "checkout.session.completed", done);
  if (paid) announcePayment(world, paid);
  return done;
}

/** Payment mode creates a customer only when asked to; subscriptions always need one. */
function newCustomer(world: World, session: CheckoutSession, form: CheckoutForm): Customer | null {
  if (session.mode !== "subscription" && session.customer_creation !== "always") return null;
  const customer = buildCustomer({
    created: world.clock.now(),
    email: form.email,
    name: form.name || null,
    locales: session.locale && session.locale !== "auto" ? [session.locale] : [],
  });
  world.store.put("customer", customer);
  emitEvent(world, "customer.created", customer);
  return customer;
}

function declinedPayment(
  world: World,
  session: CheckoutSession,
  email: string,
  name: string,
  amount: number,
) {
  return recordPayment(world, {
    created: world.clock.now(),
    amount,
    currency: session.currency ?? "eur",
    customer: session.customer,
    email,
    name: name || null,
    description: null,
    declined: true,
  });
}

function chosenItems(details: SessionDetails, amount: number | null): CheckoutLineItem[] | null {
  const items: CheckoutLineItem[] = [];
  for (const item of details.lineItems) {
    const custom = item.price.custom_unit_amount;
    if (!custom) {
      items.push(item);
      continue;
    }
    const chosen = amount ?? custom.preset;
    if (!chosen || chosen < (custom.minimum ?? 50) || chosen > (custom.maximum ?? 1_000_000)) return null;
    items.push({ ...item, price: presentPrice(item.price, item.price.currency, chosen) });
  }
  return items;
}

/** Line items with the discounts taken off the first lines. */
export function priceItems(world: World, items: CheckoutLineItem[], discounts: DiscountRef[]): PricedItems {
  const subtotal = items.reduce((sum, item) => sum + (item.price.unit_amount ?? 0) * item.quantity, 0);
  let left = subtotal;
  for (const ref of discounts) {
    const coupon = couponOf(world, ref);
    if (coupon) left -= couponAmount(coupon, left);
  }
  let unspent = subtotal - left;
  const priced = items.map((item) => {
    const share = Math.min(unspent, (item.price.unit_amount ?? 0) * item.quantity);
    unspent -= share;
    const description = item.description ?? "";
    return {
      ...buildCheckoutLineItem({ price: item.price, quantity: item.quantity, discount: share, description }),
      id: item.id,
    };
  });
  return { items: priced, subtotal, discount: subtotal - left, total: left };
}
