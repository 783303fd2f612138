import { newId } from "../ids.ts";
import type { CheckoutLineItem, CheckoutSession, Metadata, Price } from "./shapes.ts";

export function buildCheckoutLineItem(input: {
  price: Price;
  quantity: number;
  discount: number;
  description: string;
}): CheckoutLineItem {
  const subtotal = (input.price.unit_amount ?? 0) * input.quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: input.discount,
    amount_subtotal: subtotal,
    amount_tax: 0,
    amount_total: subtotal - input.discount,
    currency: input.price.currency,
    description: input.description,
    metadata: {},
    price: input.price,
    quantity: input.quantity,
  } satisfies CheckoutLineItem;
}

export function buildCheckoutSession(input: {
  created: number;
  mode: string;
  currency: string;
  subtotal: number;
  discount: number;
  discounts: { coupon: string | null; promotion_code: string | null }[];
  urlOf: (id: string) => string;
  customer: string | null;
  customerEmail: string | null;
  successUrl: string | null;
  cancelUrl: string | null;
  clientReferenceId: string | null;
  metadata: Metadata;
  allowPromotionCodes: boolean | null;
  locale: string | null;
  expiresAt?: number;
  customerCreation: string | null;
}): CheckoutSession {
  const id = newId("cs_test", 58);
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: input.allowPromotionCodes,
    allowed_payment_method_types: null,
    amount_subtotal: input.subtotal,
    amount_total: input.subtotal - input.discount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: input.cancelUrl,
    client_reference_id: input.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: input.created,
    currency: input.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: input.customer,
    customer_account: null,
    customer_creation: input.customerCreation,
    customer_details: null,
    customer_email: input.customerEmail,
    discounts: input.discounts,
    expires_at: input.expiresAt ?? input.created + 86_400,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: input.locale,
    managed_payments: { enabled: false },
    metadata: input.metadata,
    mode: input.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: input.mode === "subscription" ? "always" : "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: null,
    subscription: null,
    success_url: input.successUrl,
    total_details: { amount_discount: input.discount, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: input.urlOf(id),
    wallet_options: null,
  } satisfies CheckoutSession;
}
