import type Stripe from "stripe";

/** What Stripe puts on the wire: the SDK's types, with decimals still as strings. */
type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer U)[]
      ? Wire<U>[]
      : T extends object
        ? { [K in keyof T]: Wire<T[K]> }
        : T;

/** A stored object never holds an expanded child: `N` narrows such fields to ids. */
type Stored<T, N> = Omit<Wire<T>, keyof N> & N;

interface ObjectList<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  url: string;
}

export type Metadata = Record<string, string>;

export type Product = Stored<Stripe.Product, { default_price: string | null }>;
export type Price = Stored<Stripe.Price, { product: string }>;
export type Plan = Stored<Stripe.Plan, { product: string }>;
export type Customer = Stored<Stripe.Customer, { default_source: null; email: string | null }>;
export type DeletedCustomer = Wire<Stripe.DeletedCustomer>;
export type Coupon = Wire<Stripe.Coupon>;
export type PromotionCode = Stored<
  Stripe.PromotionCode,
  { customer: string | null; promotion: { type: "coupon"; coupon: string } }
>;
export type Discount = Stored<
  Stripe.Discount,
  {
    customer: string | null;
    promotion_code: string | null;
    source: { type: "coupon"; coupon: string };
  }
>;
export type SubscriptionItem = Stored<
  Stripe.SubscriptionItem,
  { price: Price; plan: Plan; discounts: string[]; quantity: number }
>;
export type Subscription = Stored<
  Stripe.Subscription,
  {
    customer: string;
    latest_invoice: string | null;
    discounts: string[];
    items: ObjectList<SubscriptionItem>;
    metadata: Metadata;
  }
>;
export type InvoiceLineItem = Stored<
  Stripe.InvoiceLineItem,
  { discounts: string[]; subscription: string | null }
>;
export type Invoice = Stored<
  Stripe.Invoice,
  {
    customer: string;
    discounts: string[];
    lines: ObjectList<InvoiceLineItem>;
    parent: {
      type: "subscription_details";
      quote_details: null;
      subscription_details: { subscription: string; metadata: Metadata };
    } | null;
  }
>;
export type InvoicePayment = Stored<
  Stripe.InvoicePayment,
  { invoice: string; payment: { type: "payment_intent"; payment_intent: string } }
>;
export type PaymentIntent = Stored<
  Stripe.PaymentIntent,
  { customer: string | null; latest_charge: string | null; payment_method: string | null }
>;
export type Charge = Stored<Stripe.Charge, { customer: string | null; payment_intent: string }>;
export type Refund = Stored<Stripe.Refund, { charge: string; payment_intent: string }>;
export type Dispute = Stored<Stripe.Dispute, { charge: string; payment_intent: string }>;
export type CheckoutLineItem = Stored<Stripe.LineItem, { price: Price; quantity: number }>;
export type CheckoutSession = Stored<
  Stripe.Checkout.Session,
  {
    customer: string | null;
    invoice: string | null;
    payment_intent: string | null;
    subscription: string | null;
    discounts: { coupon: string | null; promotion_code: string | null }[];
    metadata: Metadata;
  }
>;
export type PortalSession = Stored<Stripe.BillingPortal.Session, { configuration: string }>;
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>;
export type WebhookEndpoint = Wire<Stripe.WebhookEndpoint> & { secret: string };
