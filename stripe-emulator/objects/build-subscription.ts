import { newId } from "../ids.ts";
import { buildPlan } from "./build-catalogue.ts";
import type { Metadata, Price, Subscription, SubscriptionItem } from "./shapes.ts";

export interface Period {
  start: number;
  end: number;
}

function buildSubscriptionItem(input: {
  created: number;
  subscription: string;
  price: Price;
  quantity: number;
  period: Period;
  id?: string;
  metadata?: Metadata;
}): SubscriptionItem {
  return {
    id: input.id ?? newId("si", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: input.created,
    current_period_end: input.period.end,
    current_period_start: input.period.start,
    current_trial: null,
    discounts: [],
    metadata: input.metadata ?? {},
    plan: buildPlan(input.price),
    price: input.price,
    quantity: input.quantity,
    subscription: input.subscription,
    tax_rates: [],
  } satisfies SubscriptionItem;
}

export function buildSubscription(input: {
  created: number;
  customer: string;
  currency: string;
  items: { price: Price; quantity: number; metadata?: Metadata }[];
  period: Period;
  status: string;
  id?: string;
  itemIds?: string[];
  metadata?: Metadata;
  collectionMethod?: string;
  daysUntilDue?: number | null;
  discounts?: string[];
  trialEnd?: number | null;
  description?: string | null;
}): Subscription {
  const id = input.id ?? newId("sub");
  const trialEnd = input.trialEnd ?? null;
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? input.created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: input.collectionMethod ?? "charge_automatically",
    created: input.created,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    days_until_due: input.daysUntilDue ?? null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: input.description ?? null,
    discounts: input.discounts ?? [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: input.items.map((item, index) =>
        buildSubscriptionItem({
          ...item,
          id: input.itemIds?.[index],
          created: input.created,
          subscription: id,
          period: input.period,
        }),
      ),
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: input.metadata ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: input.created,
    status: input.status,
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
    },
    trial_start: trialEnd === null ? null : input.created,
  } satisfies Subscription;
}
