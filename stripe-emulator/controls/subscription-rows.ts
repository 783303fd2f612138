import { billingOf } from "../billing/billing.ts";
import { couponOf } from "../billing/discounts.ts";
import type { Charge, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";

/** One short row a subscription: what an independent count of members needs, also for 100,000 of them. */
export function subscriptionRows(world: World): object[] {
  return world.store
    .of("subscription")
    .values()
    .map((subscription) => rowOf(world, subscription));
}

function rowOf(world: World, subscription: Subscription): object {
  const item = subscription.items.data[0];
  const invoice = world.store.of("invoice").get(subscription.latest_invoice ?? "");
  const charge = invoice && chargeOf(world, invoice.id);
  const dispute = charge && world.store.of("dispute").first("charge", charge.id);
  return {
    id: subscription.id,
    created: subscription.created,
    customer: subscription.customer,
    email: world.store.of("customer").get(subscription.customer)?.email ?? null,
    status: subscription.status,
    lateSince: billingOf(world, subscription.id).lateSince,
    product: item?.price.product ?? null,
    price: item?.price.id ?? null,
    unitAmount: item?.price.unit_amount ?? null,
    quantity: item?.quantity ?? 0,
    currency: subscription.currency,
    interval: item?.price.recurring?.interval ?? null,
    percentOff: subscription.discounts.map((id) => {
      const discount = world.store.of("discount").get(id);
      const coupon = discount && couponOf(world, { coupon: discount.source.coupon, promotion_code: null });
      return coupon?.percent_off ?? null;
    }),
    periodEnd: item?.current_period_end ?? null,
    cancelAt: subscription.cancel_at,
    paused: subscription.pause_collection !== null,
    collection: subscription.collection_method,
    invoiceStatus: invoice?.status ?? null,
    refunded: charge?.refunded ?? false,
    dispute: dispute?.status ?? null,
  };
}

function chargeOf(world: World, invoice: string): Charge | undefined {
  const payment = world.store.of("invoice_payment").first("invoice", invoice);
  const intent = payment && world.store.of("payment_intent").get(payment.payment.payment_intent);
  return world.store.of("charge").get(intent?.latest_charge ?? "");
}
