/** What the model reads of `GET /_emulator/state`, in Stripe's own shapes and Unix seconds. */
export interface EmulatorState {
  customers: { id: string; email: string | null }[];
  subscriptions: Subscription[];
  invoices: Invoice[];
  invoice_payments: { invoice: string; status: string; payment: { payment_intent: string } }[];
  payment_intents: { id: string; latest_charge: string | null }[];
  charges: Charge[];
  disputes: { charge: string; status: string }[];
  discounts: { id: string; end: number | null; source: { coupon: string } }[];
  billings: { id: string; lateSince: number | null }[];
  coupons: { id: string; duration: string; percent_off: number | null; amount_off: number | null }[];
  sessions: Session[];
}

export interface Session {
  mode: string;
  payment_status: string;
  customer: string | null;
  customer_details: { email: string | null } | null;
  payment_intent: string | null;
  metadata: Record<string, string> | null;
}

export interface Subscription {
  id: string;
  customer: string;
  status: string;
  collection_method: string;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  pause_collection: object | null;
  latest_invoice: string | null;
  discounts: string[];
  items: {
    data: {
      quantity: number;
      current_period_end: number;
      price: { product: string; unit_amount: number | null };
    }[];
  };
}

export interface Invoice {
  id: string;
  created: number;
  status: string;
  amount_paid: number;
  status_transitions: { paid_at: number | null };
  parent: { subscription_details: { subscription: string } } | null;
}

export interface Charge {
  id: string;
  created: number;
  amount: number;
  amount_refunded: number;
}
