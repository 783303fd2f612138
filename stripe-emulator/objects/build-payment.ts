import { newId } from "../ids.ts";
import type { Charge, Dispute, Metadata, PaymentIntent, Refund } from "./shapes.ts";

export interface Payment {
  created: number;
  amount: number;
  currency: string;
  customer: string | null;
  email: string | null;
  name: string | null;
  description: string | null;
  metadata?: Metadata;
  declined?: boolean;
  last4?: string;
}

const DECLINED = "Your card was declined.";

export function buildPaymentIntent(input: Payment & { id?: string; charge: string }): PaymentIntent {
  const id = input.id ?? newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_received: input.declined ? 0 : input.amount,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_emulator`,
    confirmation_method: "automatic",
    created: input.created,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: null,
    last_payment_error: input.declined
      ? {
          type: "card_error",
          code: "card_declined",
          decline_code: "generic_decline",
          message: DECLINED,
          charge: input.charge,
        }
      : null,
    latest_charge: input.charge,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: input.declined ? null : "pm_card_emulator",
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: input.declined ? "requires_payment_method" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  } satisfies PaymentIntent;
}

export function buildCharge(input: Payment & { id?: string; paymentIntent: string }): Charge {
  const declined = input.declined ?? false;
  return {
    id: input.id ?? newId("ch"),
    object: "charge",
    amount: input.amount,
    amount_captured: declined ? 0 : input.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: input.email, name: input.name, phone: null, tax_id: null },
    calculated_statement_descriptor: "EMULATOR",
    captured: !declined,
    created: input.created,
    currency: input.currency,
    customer: input.customer,
    description: input.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declined ? "card_declined" : null,
    failure_message: declined ? DECLINED : null,
    fraud_details: {},
    livemode: false,
    metadata: input.metadata ?? {},
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: declined ? "declined_by_network" : "approved_by_network",
      reason: declined ? "generic_decline" : null,
      seller_message: declined ? "The bank did not return any further details." : "Payment complete.",
      type: declined ? "issuer_declined" : "authorized",
    },
    paid: !declined,
    payment_intent: input.paymentIntent,
    payment_method: "pm_card_emulator",
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: declined ? "failed" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  } satisfies Charge;
}

export function buildRefund(input: {
  created: number;
  charge: Pick<Charge, "id" | "currency" | "customer" | "payment_intent">;
  amount: number;
  reason?: string | null;
  metadata?: Metadata;
}): Refund {
  return {
    id: newId("re"),
    object: "refund",
    amount: input.amount,
    balance_transaction: null,
    charge: input.charge.id,
    created: input.created,
    currency: input.charge.currency,
    customer: input.charge.customer,
    customer_account: null,
    destination_details: { type: "card" },
    metadata: input.metadata ?? {},
    payment_intent: input.charge.payment_intent,
    payment_method: null,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  } satisfies Refund;
}

export function buildDispute(input: {
  created: number;
  charge: Pick<Charge, "id" | "currency" | "payment_intent">;
  amount: number;
  reason?: string;
}): Dispute {
  return {
    id: newId("dp"),
    object: "dispute",
    amount: input.amount,
    balance_transactions: [],
    charge: input.charge.id,
    created: input.created,
    currency: input.charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: input.created + 7 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: input.charge.payment_intent,
    reason: input.reason ?? "fraudulent",
    status: "needs_response",
  } satisfies Dispute;
}

function noEvidence(): Dispute["evidence"] {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
