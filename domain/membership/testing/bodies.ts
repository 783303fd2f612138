import { MEMBERSHIP } from "@/domain/testing/quiet-context";

/** A subscription joins, pays, and gets all its money back: three bodies in the shape of one API version. */
export interface Bodies {
  version: string;
  what: string;
  joined: object;
  paid: object;
  refunded: object;
}

const CREATED = 1_700_000_000;
const PERIOD_END = CREATED + 2_592_000;

function event(version: string, type: string, at: number, object: object): object {
  return {
    id: `evt_${type}_${version}`,
    object: "event",
    api_version: version,
    created: at,
    livemode: false,
    pending_webhooks: 1,
    type,
    data: { object },
  };
}

const plan = {
  id: "plan_monthly",
  product: MEMBERSHIP,
  currency: "eur",
  amount: 500,
  interval: "month",
  interval_count: 1,
};
const price = {
  id: "plan_monthly",
  product: MEMBERSHIP,
  currency: "eur",
  unit_amount: 500,
  unit_amount_decimal: "500",
  recurring: { interval: "month", interval_count: 1, usage_type: "licensed" },
};
const subscription = {
  id: "sub_1",
  object: "subscription",
  customer: "cus_1",
  status: "active",
  created: CREATED,
  start_date: CREATED,
  cancel_at: null,
  cancel_at_period_end: false,
  latest_invoice: "in_1",
  metadata: {},
};
const invoice = {
  id: "in_1",
  object: "invoice",
  customer: "cus_1",
  status: "paid",
  amount_paid: 500,
  currency: "eur",
  status_transitions: { finalized_at: CREATED, paid_at: CREATED },
};
const charge = {
  id: "ch_1",
  object: "charge",
  amount: 500,
  amount_refunded: 500,
  refunded: true,
  customer: "cus_1",
};

/** Written by hand, one for each shape that Stripe has used since 2020. */
export const BODIES: readonly Bodies[] = [
  {
    version: "2020-03-02",
    what: "plans beside prices, the period on the subscription, a charge that knows its invoice",
    joined: event("2020-03-02", "customer.subscription.created", CREATED, {
      ...subscription,
      collection_method: "charge_automatically",
      current_period_end: PERIOD_END,
      discount: null,
      plan,
      quantity: 1,
      items: { object: "list", data: [{ id: "si_1", plan, quantity: 1 }] },
    }),
    paid: event("2020-03-02", "invoice.paid", CREATED, {
      ...invoice,
      paid: true,
      subscription: "sub_1",
      charge: "ch_1",
      payment_intent: "pi_1",
    }),
    refunded: event("2020-03-02", "charge.refunded", CREATED + 60, {
      ...charge,
      invoice: "in_1",
      payment_intent: "pi_1",
    }),
  },
  {
    version: "2022-11-15",
    what: "customer and invoice expanded, decimals as strings, optional parts missing",
    joined: event("2022-11-15", "customer.subscription.created", CREATED, {
      ...subscription,
      customer: { id: "cus_1", object: "customer", email: "ada@readers.example" },
      latest_invoice: { ...invoice, subscription: "sub_1" },
      current_period_end: PERIOD_END,
      items: { data: [{ id: "si_1", price: { ...price, unit_amount: null } }] },
    }),
    paid: event("2022-11-15", "invoice.payment_succeeded", CREATED, {
      ...invoice,
      subscription: { id: "sub_1", object: "subscription" },
      charge: { ...charge, amount_refunded: 0 },
      payment_intent: { id: "pi_1", object: "payment_intent" },
    }),
    refunded: event("2022-11-15", "charge.refunded", CREATED + 60, {
      ...charge,
      invoice: { id: "in_1", object: "invoice" },
      payment_intent: "pi_1",
    }),
  },
  {
    version: "2025-03-31.basil",
    what: "the period on the items, the subscription under the invoice's parent",
    joined: event("2025-03-31.basil", "customer.subscription.created", CREATED, {
      ...subscription,
      collection_method: "charge_automatically",
      discounts: [],
      items: { object: "list", data: [{ id: "si_1", price, quantity: 1, current_period_end: PERIOD_END }] },
    }),
    paid: event("2025-03-31.basil", "invoice.paid", CREATED, {
      ...invoice,
      parent: { type: "subscription_details", subscription_details: { subscription: "sub_1" } },
    }),
    refunded: event("2025-03-31.basil", "charge.refunded", CREATED + 60, {
      ...charge,
      payment_intent: "pi_1",
    }),
  },
  {
    version: "2026-10-28.endive",
    what: "flexible billing, discounts whose coupon is in their source",
    joined: event("2026-10-28.endive", "customer.subscription.created", CREATED, {
      ...subscription,
      billing_mode: { type: "flexible" },
      collection_method: "charge_automatically",
      discounts: [
        {
          id: "di_1",
          end: null,
          source: { type: "coupon", coupon: { id: "half", percent_off: 50, duration: "forever" } },
        },
      ],
      items: { object: "list", data: [{ id: "si_1", price, quantity: 1, current_period_end: PERIOD_END }] },
    }),
    paid: event("2026-10-28.endive", "invoice.paid", CREATED, {
      ...invoice,
      parent: {
        type: "subscription_details",
        subscription_details: { subscription: { id: "sub_1", object: "subscription" } },
      },
    }),
    refunded: event("2026-10-28.endive", "charge.refunded", CREATED + 60, {
      ...charge,
      payment_intent: "pi_1",
    }),
  },
];

/** Since basil only this says which invoice a payment paid. */
export const INVOICE_PAYMENT = event("2026-10-28.endive", "invoice_payment.paid", CREATED, {
  id: "inpay_1",
  object: "invoice_payment",
  invoice: "in_1",
  status: "paid",
  payment: { type: "payment_intent", payment_intent: "pi_1" },
});
