import { expireCheckout } from "../billing/complete-checkout";
import { couponOff } from "../billing/discounts";
import { buildCheckoutLineItem, buildCheckoutSession } from "../objects/build-checkout";
import type { CheckoutLineItem, CheckoutSession, Price } from "../objects/shapes";
import type { World } from "../world";
import { invalid } from "./errors";
import { lineItems } from "./expand";
import { find } from "./find";
import { listPage } from "./list";
import { type Call, get, post, type Route } from "./route";

const FIELDS = [
  "mode",
  "line_items",
  "success_url",
  "cancel_url",
  "customer",
  "customer_email",
  "customer_creation",
  "client_reference_id",
  "metadata",
  "subscription_data",
  "payment_intent_data",
  "allow_promotion_codes",
  "discounts",
  "locale",
  "currency",
  "expires_at",
  "billing_address_collection",
  "ui_mode",
  "payment_method_collection",
  "automatic_tax",
  "custom_text",
  "submit_type",
  "consent_collection",
];

/** Checkout Sessions: the hosted page a person pays on. */
export const checkoutRoutes: Route[] = [
  post("/v1/checkout/sessions", createSession),
  get("/v1/checkout/sessions", ({ world, input }) => {
    const wanted = (["customer", "subscription", "payment_intent", "status"] as const).map(
      (key) => [key, input.text(key)] as const,
    );
    const matches = (session: CheckoutSession) =>
      wanted.every(([key, value]) => !value || session[key] === value);
    const own = ["customer", "subscription", "payment_intent", "status"];
    return listPage(world, "session", input, "/v1/checkout/sessions", matches, own);
  }),
  get("/v1/checkout/sessions/:id", ({ world, ids }) => find(world, "session", ids[0])),
  get("/v1/checkout/sessions/:id/line_items", ({ world, ids }) =>
    lineItems(world, find(world, "session", ids[0]).id),
  ),
  post("/v1/checkout/sessions/:id/expire", ({ world, ids }) => {
    const session = find(world, "session", ids[0]);
    if (session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status of open can be expired. This one is ${session.status}.`,
      );
    }
    return expireCheckout(world, session);
  }),
];

function createSession({ world, input }: Call): CheckoutSession {
  input.allow(...FIELDS);
  const mode = input.oneOf("mode", ["subscription", "payment"] as const);
  if (!mode) throw invalid("Missing required param: mode.", "mode", "parameter_missing");
  const customer = input.text("customer");
  if (customer) find(world, "customer", customer);
  const subscriptionData = input.map("subscription_data");
  const items = readLineItems(world, input.maps("line_items"), mode, input.text("currency"));
  const discounts = input.maps("discounts").map((each) => ({
    coupon: each.text("coupon") ?? null,
    promotion_code: each.text("promotion_code") ?? null,
  }));
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  const coupon = discounts[0]?.coupon ? find(world, "coupon", discounts[0].coupon) : undefined;
  const session = buildCheckoutSession({
    created: world.clock.now(),
    mode,
    currency: items[0]?.price.currency ?? "eur",
    subtotal,
    discount: couponOff(coupon, subtotal),
    discounts,
    urlOf: (id) => `${world.url}/c/pay/${id}`,
    customer: customer ?? null,
    customerEmail: input.text("customer_email") ?? null,
    successUrl: input.text("success_url") ?? null,
    cancelUrl: input.text("cancel_url") ?? null,
    clientReferenceId: input.text("client_reference_id") ?? null,
    metadata: input.metadata() ?? {},
    allowPromotionCodes: input.flag("allow_promotion_codes") ?? null,
    locale: input.text("locale") ?? null,
    expiresAt: input.integer("expires_at"),
    customerCreation: mode === "payment" ? (input.text("customer_creation") ?? "if_required") : null,
  });
  if (!session.success_url)
    throw invalid("Missing required param: success_url.", "success_url", "parameter_missing");
  world.store.put("session_details", {
    id: session.id,
    created: session.created,
    lineItems: items,
    subscriptionMetadata: subscriptionData?.metadata() ?? {},
    paymentMetadata: input.map("payment_intent_data")?.metadata() ?? {},
    trialDays: subscriptionData?.integer("trial_period_days") ?? 0,
    trialEnd: subscriptionData?.integer("trial_end") ?? null,
  });
  return world.store.put("session", session);
}

function readLineItems(
  world: World,
  lines: ReturnType<Call["input"]["maps"]>,
  mode: string,
  currency: string | undefined,
): CheckoutLineItem[] {
  if (lines.length === 0)
    throw invalid("Missing required param: line_items.", "line_items", "parameter_missing");
  return lines.map((line) => {
    line.allow("price", "quantity", "adjustable_quantity");
    const price = inCurrency(find(world, "price", line.required("price")), currency);
    if (!price.active)
      throw invalid(
        `The price specified is inactive. This field only accepts active prices.`,
        "line_items[0][price]",
      );
    if (mode === "subscription" && !price.recurring) {
      throw invalid(
        "You must provide at least one recurring price in `subscription` mode when using prices.",
        "mode",
      );
    }
    if (mode === "payment" && price.recurring) {
      throw invalid("You specified `payment` mode but passed a recurring price.", "mode");
    }
    const description = world.store.of("product").get(price.product)?.name ?? "Item";
    return buildCheckoutLineItem({
      price,
      quantity: line.integer("quantity") ?? 1,
      discount: 0,
      description,
    });
  });
}

function inCurrency(price: Price, currency: string | undefined): Price {
  if (!currency || currency === price.currency) return price;
  const option = price.currency_options?.[currency];
  if (!option) throw invalid(`The price specified only supports \`${price.currency}\`.`, "currency");
  return {
    ...price,
    currency,
    unit_amount: option.unit_amount,
    unit_amount_decimal: option.unit_amount_decimal,
  };
}
