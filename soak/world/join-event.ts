/** Somebody joins: the event that Stripe would send, of a person of their own. The same name makes the same event. */
export function joinEvent(name: string): { id: string; body: string } {
  const created = Math.floor(Date.now() / 1_000) - 60;
  const price = {
    id: "price_soak",
    product: "prod_muster_membership",
    currency: "eur",
    unit_amount: 500,
    recurring: { interval: "month", interval_count: 1 },
  };
  const event = {
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
  return { id: event.id, body: JSON.stringify(event) };
}
