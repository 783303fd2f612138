import { randomUUID } from "node:crypto";
import { MEMBERSHIP } from "./quiet-context";

/** Somebody joins: the event that Stripe sends, of a person of their own. The same name makes the same person. */
export function subscriptionEvent({
  name = randomUUID().replaceAll("-", ""),
  product = MEMBERSHIP,
  amount = 500,
} = {}) {
  const created = Math.floor(Date.now() / 1_000) - 60;
  const price = {
    id: "price_1",
    product,
    currency: "eur",
    unit_amount: amount,
    recurring: { interval: "month", interval_count: 1 },
  };
  return {
    id: `evt_${name}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created,
    livemode: false,
    type: "customer.subscription.created",
    data: {
      object: {
        id: `sub_${name}`,
        object: "subscription",
        customer: `cus_${name}`,
        status: "active",
        created,
        start_date: created,
        collection_method: "charge_automatically",
        discounts: [],
        items: {
          object: "list",
          data: [{ id: `si_${name}`, quantity: 1, current_period_end: created + 2_592_000, price }],
        },
      },
    },
  };
}

/** The same as it is posted, with its id. */
export function joinEvent(name: string): { id: string; body: string } {
  const event = subscriptionEvent({ name });
  return { id: event.id, body: JSON.stringify(event) };
}
