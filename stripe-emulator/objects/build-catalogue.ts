import { newId } from "../ids.ts";
import type { Coupon, Discount, Metadata, Plan, Price, Product, PromotionCode } from "./shapes.ts";

export function buildProduct(input: {
  created: number;
  name: string;
  id?: string;
  description?: string | null;
  metadata?: Metadata;
  active?: boolean;
  images?: string[];
}): Product {
  return {
    id: input.id ?? newId("prod", 14),
    object: "product",
    active: input.active ?? true,
    created: input.created,
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: input.metadata ?? {},
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: input.created,
    url: null,
  } satisfies Product;
}

export interface CustomAmount {
  minimum: number | null;
  maximum: number | null;
  preset: number | null;
}

export interface PriceInput {
  created: number;
  product: string;
  currency: string;
  id?: string;
  unitAmount?: number | null;
  customUnitAmount?: CustomAmount | null;
  recurring?: { interval: string; intervalCount: number; trialDays?: number | null } | null;
  lookupKey?: string | null;
  nickname?: string | null;
  metadata?: Metadata;
  active?: boolean;
  currencyOptions?: Record<string, { unitAmount: number | null; custom?: CustomAmount | null }>;
}

export function buildPrice(input: PriceInput): Price {
  const own = currencyOption(input.unitAmount ?? null, input.customUnitAmount ?? null);
  const options = Object.entries(input.currencyOptions ?? {}).map(
    ([currency, option]) => [currency, currencyOption(option.unitAmount, option.custom ?? null)] as const,
  );
  return {
    id: input.id ?? newId("price"),
    object: "price",
    active: input.active ?? true,
    billing_scheme: "per_unit",
    created: input.created,
    currency: input.currency,
    currency_options: { [input.currency]: own, ...Object.fromEntries(options) },
    custom_unit_amount: own.custom_unit_amount,
    livemode: false,
    lookup_key: input.lookupKey ?? null,
    metadata: input.metadata ?? {},
    nickname: input.nickname ?? null,
    product: input.product,
    recurring: input.recurring
      ? {
          interval: input.recurring.interval,
          interval_count: input.recurring.intervalCount,
          meter: null,
          trial_period_days: input.recurring.trialDays ?? null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: input.recurring ? "recurring" : "one_time",
    unit_amount: own.unit_amount,
    unit_amount_decimal: own.unit_amount_decimal,
  } satisfies Price;
}

function currencyOption(unitAmount: number | null, custom: CustomAmount | null) {
  return {
    custom_unit_amount: custom,
    tax_behavior: "unspecified" as const,
    unit_amount: unitAmount,
    unit_amount_decimal: unitAmount === null ? null : String(unitAmount),
  };
}

/** The price as seen inside other objects: in the currency paid and without its other currencies. */
export function presentPrice(price: Price, currency = price.currency, unitAmount?: number): Price {
  const { currency_options: options, ...rest } = price;
  const amount = unitAmount ?? options?.[currency]?.unit_amount ?? price.unit_amount;
  return {
    ...rest,
    currency,
    unit_amount: amount,
    unit_amount_decimal: amount === null ? null : String(amount),
  };
}

/** The legacy twin of a recurring price, still shown on subscription items. */
export function buildPlan(price: Price): Plan {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: price.recurring?.trial_period_days ?? null,
    usage_type: "licensed",
  } satisfies Plan;
}

export function buildCoupon(input: {
  created: number;
  id?: string;
  name?: string | null;
  percentOff?: number | null;
  amountOff?: number | null;
  currency?: string | null;
  duration?: string;
  durationInMonths?: number | null;
  maxRedemptions?: number | null;
  redeemBy?: number | null;
  metadata?: Metadata;
}): Coupon {
  return {
    id: input.id ?? newId("c", 8).slice(2),
    object: "coupon",
    amount_off: input.amountOff ?? null,
    created: input.created,
    currency: input.currency ?? null,
    duration: input.duration ?? "once",
    duration_in_months: input.durationInMonths ?? null,
    livemode: false,
    max_redemptions: input.maxRedemptions ?? null,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    percent_off: input.percentOff ?? null,
    redeem_by: input.redeemBy ?? null,
    times_redeemed: 0,
    valid: true,
  } satisfies Coupon;
}

export function buildPromotionCode(input: {
  created: number;
  coupon: string;
  code?: string;
  customer?: string | null;
  expiresAt?: number | null;
  maxRedemptions?: number | null;
  metadata?: Metadata;
  active?: boolean;
}): PromotionCode {
  return {
    id: newId("promo"),
    object: "promotion_code",
    active: input.active ?? true,
    code: input.code ?? newId("c", 8).slice(2).toUpperCase(),
    created: input.created,
    customer: input.customer ?? null,
    customer_account: null,
    expires_at: input.expiresAt ?? null,
    livemode: false,
    max_redemptions: input.maxRedemptions ?? null,
    metadata: input.metadata ?? {},
    promotion: { type: "coupon", coupon: input.coupon },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  } satisfies PromotionCode;
}

export function buildDiscount(input: {
  start: number;
  end: number | null;
  coupon: string;
  promotionCode?: string | null;
  customer: string | null;
  subscription: string | null;
  checkoutSession?: string | null;
}): Discount {
  return {
    id: newId("di"),
    object: "discount",
    checkout_session: input.checkoutSession ?? null,
    customer: input.customer,
    customer_account: null,
    end: input.end,
    invoice: null,
    invoice_item: null,
    promotion_code: input.promotionCode ?? null,
    source: { type: "coupon", coupon: input.coupon },
    start: input.start,
    subscription: input.subscription,
    subscription_item: null,
  } satisfies Discount;
}
