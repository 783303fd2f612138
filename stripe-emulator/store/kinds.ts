import type {
  Charge,
  CheckoutLineItem,
  CheckoutSession,
  Coupon,
  Customer,
  DeletedCustomer,
  Discount,
  Dispute,
  Invoice,
  InvoicePayment,
  PaymentIntent,
  PortalConfiguration,
  PortalSession,
  Price,
  Product,
  PromotionCode,
  Refund,
  Subscription,
  WebhookEndpoint,
} from "../objects/shapes.ts";

/** An event before rendering: its objects are in today's shape, `api_version` says which one to show. */
export interface StoredEvent {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  type: string;
  data: { object: StripeObject; previous_attributes?: Record<string, unknown> };
  request: { id: string | null; idempotency_key: string | null };
}

export type StripeObject = { id: string; object: string };

/** What Stripe knows of a subscription and never shows: whether its card will fail. */
export interface Billing {
  id: string;
  created: number;
  /** Coming payments that fail; Infinity is written as -1. */
  failures: number;
  attempts: number;
  retryAt: number | null;
  /** What becomes of the subscription when the tries are used up: the account's setting. */
  afterRetries: "canceled" | "unpaid" | "past_due";
  /** Since when it is `past_due`, which its object does not say; Unix seconds. */
  lateSince: number | null;
}

/** What a Checkout Session remembers beside its public fields. */
export interface SessionDetails {
  id: string;
  created: number;
  lineItems: CheckoutLineItem[];
  subscriptionMetadata: Record<string, string>;
  paymentMetadata: Record<string, string>;
  trialDays: number;
  trialEnd: number | null;
}

/** The first answer to an idempotency key; its id is the API key and the idempotency key. */
export interface RememberedAnswer {
  id: string;
  created: number;
  fingerprint: string;
  status: number;
  body: string;
}

export interface PendingDelivery {
  id: string;
  created: number;
  event: string;
  endpoint: string;
  attempts: number;
  firstAt: number;
  lastStatus: number | null;
}

export interface Kinds {
  product: Product;
  price: Price;
  customer: Customer;
  deleted_customer: DeletedCustomer;
  coupon: Coupon;
  promotion_code: PromotionCode;
  discount: Discount;
  subscription: Subscription;
  invoice: Invoice;
  invoice_payment: InvoicePayment;
  payment_intent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  session: CheckoutSession;
  session_details: SessionDetails;
  portal_session: PortalSession;
  portal_configuration: PortalConfiguration;
  webhook_endpoint: WebhookEndpoint;
  event: StoredEvent;
  billing: Billing;
  answer: RememberedAnswer;
  delivery: PendingDelivery;
}

export type Kind = keyof Kinds;
