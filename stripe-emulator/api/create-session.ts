import { z } from "zod";
import { priceItems } from "../billing/pay-checkout.ts";
import { presentPrice } from "../objects/build-catalogue.ts";
import { buildCheckoutLineItem, buildCheckoutSession } from "../objects/build-checkout.ts";
import type { CheckoutLineItem, CheckoutSession, Price } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { createPrice } from "./create-price.ts";
import { find } from "./find.ts";
import { expand, flag, integer, mergeMetadata, metadata, parameters, text } from "./parameters.ts";
import type { FormHash } from "./parse-form.ts";
import { invalidRequest } from "./stripe-failure.ts";

const loose = z.record(z.string(), z.unknown());

const sessionForm = z.strictObject({
  ...expand,
  mode: z.enum(["payment", "subscription"], "must be payment or subscription in the emulator"),
  line_items: z
    .array(
      z.strictObject({
        price: text.optional(),
        price_data: z
          .strictObject({
            currency: text,
            product: text,
            unit_amount: integer,
            recurring: z
              .strictObject({
                interval: z.enum(["day", "week", "month", "year"]),
                interval_count: integer.optional(),
              })
              .optional(),
            tax_behavior: text.optional(),
          })
          .optional(),
        quantity: integer.optional(),
        adjustable_quantity: loose.optional(),
      }),
    )
    .min(1),
  success_url: text.optional(),
  cancel_url: text.optional(),
  return_url: text.optional(),
  ui_mode: text.optional(),
  customer: text.optional(),
  customer_email: text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_update: loose.optional(),
  client_reference_id: text.optional(),
  currency: text.optional(),
  metadata: metadata.optional(),
  subscription_data: z
    .strictObject({
      metadata: metadata.optional(),
      trial_period_days: integer.optional(),
      trial_end: integer.optional(),
      description: text.optional(),
      billing_mode: loose.optional(),
      trial_settings: loose.optional(),
    })
    .optional(),
  payment_intent_data: z
    .strictObject({
      metadata: metadata.optional(),
      description: text.optional(),
      receipt_email: text.optional(),
    })
    .optional(),
  allow_promotion_codes: flag.optional(),
  discounts: z.array(z.strictObject({ coupon: text.optional(), promotion_code: text.optional() })).optional(),
  locale: text.optional(),
  expires_at: integer.optional(),
  billing_address_collection: text.optional(),
  payment_method_collection: text.optional(),
  phone_number_collection: loose.optional(),
  consent_collection: loose.optional(),
  custom_text: loose.optional(),
  automatic_tax: loose.optional(),
  tax_id_collection: loose.optional(),
  invoice_creation: loose.optional(),
  submit_type: text.optional(),
  saved_payment_method_options: loose.optional(),
  integration_identifier: text.optional(),
  name_collection: loose.optional(),
  adaptive_pricing: loose.optional(),
  branding_settings: loose.optional(),
  origin_context: text.optional(),
});

type SessionForm = z.output<typeof sessionForm>;

/** Creates an open Checkout Session with its hosted page. */
export function createSession(world: World, form: FormHash): CheckoutSession {
  const input = parameters(sessionForm, form);
  if (!input.success_url)
    throw invalidRequest("parameter_missing", "Missing required param: success_url.", "success_url");
  for (const name of ["success_url", "cancel_url"] as const) {
    const url = input[name];
    if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
      throw invalidRequest("url_invalid", "Not a valid URL", name);
    }
  }
  if (input.customer && input.customer_email) {
    throw invalidRequest(
      "parameter_invalid",
      "You may only specify one of these parameters: customer, customer_email.",
    );
  }
  if (input.allow_promotion_codes && input.discounts) {
    throw invalidRequest(
      "parameter_invalid",
      "You may only specify one of these parameters: allow_promotion_codes, discounts.",
    );
  }
  const customer = input.customer ? find(world, "customer", input.customer, "customer") : null;
  const items = lineItemsOf(world, input);
  const currency = items[0]?.price.currency ?? "eur";
  const discounts = (input.discounts ?? []).map((each) => {
    if (each.coupon) find(world, "coupon", each.coupon, "discounts[0][coupon]");
    if (each.promotion_code)
      find(world, "promotion_code", each.promotion_code, "discounts[0][promotion_code]");
    return { coupon: each.coupon ?? null, promotion_code: each.promotion_code ?? null };
  });
  const priced = priceItems(world, items, discounts);
  const session = buildCheckoutSession({
    created: world.clock.now(),
    mode: input.mode,
    currency,
    subtotal: priced.subtotal,
    discount: priced.discount,
    discounts,
    urlOf: (id) => `${world.baseUrl}/c/pay/${id}`,
    customer: customer?.id ?? null,
    customerEmail: input.customer_email ?? null,
    successUrl: input.success_url,
    cancelUrl: input.cancel_url ?? null,
    clientReferenceId: input.client_reference_id ?? null,
    metadata: mergeMetadata({}, input.metadata),
    allowPromotionCodes: input.allow_promotion_codes ?? null,
    locale: input.locale ?? null,
    expiresAt: input.expires_at,
    customerCreation: customer
      ? null
      : input.mode === "subscription"
        ? "always"
        : (input.customer_creation ?? "if_required"),
  });
  world.store.put("session_details", {
    id: session.id,
    created: session.created,
    lineItems: priced.items,
    subscriptionMetadata: mergeMetadata({}, input.subscription_data?.metadata),
    paymentMetadata: mergeMetadata({}, input.payment_intent_data?.metadata),
    trialDays: input.subscription_data?.trial_period_days ?? 0,
    trialEnd: input.subscription_data?.trial_end ?? null,
  });
  return world.store.put("session", session);
}

function lineItemsOf(world: World, input: SessionForm): CheckoutLineItem[] {
  const items = input.line_items.map((line, index) => {
    const price = line.price_data
      ? // Stripe never sells an inline price again: it is made inactive.
        createPrice(
          world,
          { ...line.price_data, active: false },
          find(world, "product", line.price_data.product, `line_items[${index}][price_data][product]`).id,
        )
      : find(world, "price", line.price, `line_items[${index}][price]`);
    if (!price.active && !line.price_data) {
      throw invalidRequest(
        "price_inactive",
        "The price specified is inactive.",
        `line_items[${index}][price]`,
      );
    }
    const description = world.store.of("product").get(price.product)?.name ?? "";
    const shown = inCurrency(price, input.currency, index);
    return buildCheckoutLineItem({ price: shown, quantity: line.quantity ?? 1, discount: 0, description });
  });
  const recurring = items.some((item) => item.price.recurring);
  if (input.mode === "payment" && recurring) {
    throw invalidRequest(
      "parameter_invalid",
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      "line_items",
    );
  }
  if (input.mode === "subscription" && !recurring) {
    throw invalidRequest(
      "parameter_invalid",
      "You must provide at least one recurring price in `subscription` mode when using prices.",
      "line_items",
    );
  }
  return items;
}

function inCurrency(price: Price, wanted: string | undefined, index: number): Price {
  const currency = wanted?.toLowerCase() ?? price.currency;
  const option = price.currency_options?.[currency];
  if (currency !== price.currency && !option) {
    throw invalidRequest(
      "parameter_invalid",
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      `line_items[${index}]`,
    );
  }
  const shown = presentPrice(price, currency);
  return option?.custom_unit_amount ? { ...shown, custom_unit_amount: option.custom_unit_amount } : shown;
}
