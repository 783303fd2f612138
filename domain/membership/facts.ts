import type { SubscriptionStatus } from "./subscription-status";

/**
 * Where a fact was learned. `event` facts carry Stripe's `created` (whole seconds); `fetch` facts carry the
 * `Date` header of the response, never our clock.
 */
export type Origin =
  | { kind: "event"; eventId: string; type: string }
  | { kind: "fetch"; cause: "settle" | "backfill" | "reconcile" | "welcome"; step?: Step };

/** The import or comparison that a fact was fetched for; what it changes is recorded under its id. */
export interface Step {
  id: string;
  /** An import is one change of one date, whenever its members joined. */
  oneChangeAt?: Date;
}

interface FactBase {
  origin: Origin;
  /** Stripe's time of this statement. */
  at: Date;
}

/** Where a join came from, as carried in Checkout metadata; every part optional, nothing about the reader. */
export interface Attribution {
  article?: string;
  section?: string;
  place?: string;
  embedHost?: string;
  referrer?: string;
}

/** "Subscription S of customer C is in this state as of `at`." */
export interface SubscriptionFact extends FactBase {
  kind: "subscription";
  /** Set by the parser for `customer.subscription.created`. */
  created: boolean;
  /** For `updated` events: what the event says the object was before; undefined for anything else. */
  previous?: Partial<SubscriptionState>;
  state: SubscriptionState;
}

/** The mirrored part of a Stripe subscription; absent money parts are null, never guessed. */
export interface SubscriptionState {
  id: string;
  customerId: string;
  status: SubscriptionStatus;
  productId: string | null;
  /** Products of every item: any of them may be the membership. */
  productIds: string[];
  priceId: string | null;
  /** Recurring amount in minor units before discounts, all items together; null when metered. */
  amount: number | null;
  /** Recurring amount after discounts; null when discounts were given by id only (then `needsFetch`). */
  amountAfterDiscounts: number | null;
  /** When the first of the running discounts ends; null when none does. */
  discountEndsAt: Date | null;
  currency: string | null;
  interval: "day" | "week" | "month" | "year" | null;
  intervalCount: number | null;
  collectionMethod: "charge_automatically" | "send_invoice";
  collectionPaused: boolean;
  currentPeriodEnd: Date | null;
  cancelAt: Date | null;
  cancelAtPeriodEnd: boolean;
  startedAt: Date;
  endedAt: Date | null;
  latestInvoiceId: string | null;
  attribution: Attribution | null;
  /** When the unpaid latest invoice of a past due subscription was due; null where it did not come expanded. */
  pastDueSince?: Date | null;
  /** Discounts by id only, or invoiced collection: applies now, verified by a fetch. */
  needsFetch: boolean;
}

/** "Customer C has this e-mail and country", or "is deleted". The e-mail is hashed before it gets here. */
export interface CustomerFact extends FactBase {
  kind: "customer";
  customerId: string;
  emailHash: string | null;
  country: string | null;
  deleted: boolean;
}

/** What a payment for a term buys, as carried in Checkout metadata: enough to count it without any row of ours. */
export interface PassTerms {
  id: string;
  kind: "gift" | "pass";
  months: number;
  /** Not before this; a payment later than it starts the term itself. */
  startsAt: Date;
  /** Of a gift for a known address: its keyed hash. */
  recipientHash: string | null;
  priceId: string | null;
}

/** "Checkout session X ended in this way", naming a subscription or a payment it made. */
export interface CheckoutFact extends FactBase {
  kind: "checkout";
  sessionId: string;
  mode: "subscription" | "payment" | "setup";
  status: "complete" | "open" | "expired";
  paid: boolean;
  customerId: string | null;
  emailHash: string | null;
  country: string | null;
  subscriptionId: string | null;
  paymentIntentId: string | null;
  attribution: Attribution | null;
  /** Set when the payment was for a gift or a pass. */
  pass: PassTerms | null;
}

/** "Invoice I of subscription S is paid or not": money columns only. */
export interface InvoiceFact extends FactBase {
  kind: "invoice";
  invoiceId: string;
  subscriptionId: string | null;
  customerId: string | null;
  status: "draft" | "open" | "paid" | "uncollectible" | "void";
  amountPaid: number;
  currency: string;
  /** When it was paid; null while it is not. */
  paidAt: Date | null;
  paymentIntentId: string | null;
  chargeId: string | null;
}

/** "Payment intent P paid invoice I": since basil the only link from a refund back to a subscription. */
export interface InvoicePaymentFact extends FactBase {
  kind: "invoice_payment";
  invoiceId: string;
  paymentIntentId: string;
}

/** "So much of this payment came back." Amounts are running totals in minor units. */
export interface RefundFact extends FactBase {
  kind: "refund";
  paymentIntentId: string | null;
  chargeId: string | null;
  /** Given by shapes before basil. */
  invoiceId: string | null;
  customerId: string | null;
  amount: number | null;
  amountRefunded: number | null;
  /** A single refund object names only itself: the charge must be read for the total. */
  needsFetch: boolean;
}

/** "The bank disputes this payment", and how it ended. */
export interface DisputeFact extends FactBase {
  kind: "dispute";
  disputeId: string;
  paymentIntentId: string | null;
  chargeId: string | null;
  status: "open" | "won" | "lost";
}

/** A product's or a price's catalogue entry changed: the plans are read again. */
export interface CatalogueFact extends FactBase {
  kind: "catalogue";
}

export type Fact =
  | SubscriptionFact
  | CustomerFact
  | CheckoutFact
  | InvoiceFact
  | InvoicePaymentFact
  | RefundFact
  | DisputeFact
  | CatalogueFact;
