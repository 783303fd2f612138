import { changeSubscription, endSubscription, periodEnd } from "../billing/change-subscription";
import { issueInvoice } from "../billing/charge-invoice";
import { periodAfter } from "../billing/period";
import { buildDiscount, presentPrice } from "../objects/build-catalogue";
import { buildSubscription, buildSubscriptionItem } from "../objects/build-subscription";
import type { Subscription } from "../objects/shapes";
import type { World } from "../world";
import { invalid } from "./errors";
import { find } from "./find";
import { listPage } from "./list";
import type { Input } from "./params";
import { type Call, get, post, type Route, remove } from "./route";

const CHANGEABLE = [
  "cancel_at",
  "cancel_at_period_end",
  "items",
  "pause_collection",
  "discounts",
  "metadata",
  "proration_behavior",
  "collection_method",
  "days_until_due",
];

/** Subscriptions: read, changed and ended; made by Checkout, or by hand for invoiced collection. */
export const subscriptionRoutes: Route[] = [
  get("/v1/subscriptions", ({ world, input }) => {
    const status = input.text("status");
    const price = input.text("price");
    const customer = input.text("customer");
    const matches = (held: Subscription) =>
      (status === "all" || (status ? held.status === status : held.status !== "canceled")) &&
      (!customer || held.customer === customer) &&
      (!price || held.items.data.some((item) => item.price.id === price));
    return listPage(world, "subscription", input, "/v1/subscriptions", matches, [
      "status",
      "price",
      "customer",
      "collection_method",
    ]);
  }),
  get("/v1/subscriptions/:id", ({ world, ids }) => find(world, "subscription", ids[0])),
  post("/v1/subscriptions", createSubscription),
  post("/v1/subscriptions/:id", ({ world, ids, input }) => {
    input.allow(...CHANGEABLE);
    const held = find(world, "subscription", ids[0]);
    if (held.status === "canceled") {
      throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
    }
    return changeSubscription(world, held, changesIn(world, held, input));
  }),
  remove("/v1/subscriptions/:id", ({ world, ids, input }) => {
    input.allow("invoice_now", "prorate", "cancellation_details");
    const held = find(world, "subscription", ids[0]);
    if (held.status === "canceled")
      throw invalid(`No such subscription: '${held.id}'`, "id", "resource_missing");
    return endSubscription(world, held, "cancellation_requested");
  }),
];

function createSubscription({ world, input }: Call): Subscription {
  input.allow(
    "customer",
    "items",
    "collection_method",
    "days_until_due",
    "metadata",
    "trial_period_days",
    "discounts",
  );
  const customer = find(world, "customer", input.required("customer"));
  const now = world.clock.now();
  const items = input.maps("items").map((item) => ({
    price: presentPrice(find(world, "price", item.required("price"))),
    quantity: item.integer("quantity") ?? 1,
  }));
  const first = items[0];
  if (!first) throw invalid("Missing required param: items.", "items", "parameter_missing");
  const days = input.integer("trial_period_days");
  const trialEnd = days ? now + days * 86_400 : null;
  const made = buildSubscription({
    created: now,
    customer: customer.id,
    currency: first.price.currency,
    items,
    period: { start: now, end: trialEnd ?? periodAfter(now, first.price) },
    status: trialEnd ? "trialing" : "active",
    metadata: input.metadata(),
    collectionMethod: input.text("collection_method"),
    daysUntilDue: input.integer("days_until_due"),
    trialEnd,
  });
  const discounted = { ...made, discounts: newDiscounts(world, made, input) ?? [] };
  const invoice = issueInvoice(world, discounted, "subscription_create");
  const subscription = world.store.put("subscription", { ...discounted, latest_invoice: invoice.id });
  world.store.put("billing", {
    id: made.id,
    created: now,
    failures: 0,
    attempts: 0,
    retryAt: null,
    afterRetries: "canceled",
  });
  world.emit("customer.subscription.created", subscription);
  return subscription;
}

function changesIn(world: World, held: Subscription, input: Input): Partial<Subscription> {
  const change: Partial<Subscription> = {};
  if (input.has("cancel_at")) change.cancel_at = input.integer("cancel_at") ?? null;
  const atEnd = input.flag("cancel_at_period_end");
  if (atEnd !== undefined) {
    change.cancel_at_period_end = atEnd;
    change.cancel_at = atEnd ? periodEnd(held) : null;
  }
  if (input.has("pause_collection")) {
    const pause = input.map("pause_collection");
    const behavior = pause?.oneOf("behavior", ["keep_as_draft", "mark_uncollectible", "void"]) ?? "void";
    change.pause_collection = pause ? { behavior, resumes_at: null } : null;
  }
  if (input.has("metadata")) change.metadata = { ...held.metadata, ...input.metadata() };
  const discounts = newDiscounts(world, held, input);
  if (discounts) change.discounts = discounts;
  const price = input.maps("items")[0]?.text("price");
  if (price) change.items = withPrice(world, held, price);
  return change;
}

/** The subscription's items with its plan changed, the current period kept. */
export function withPrice(world: World, held: Subscription, priceId: string): Subscription["items"] {
  const price = presentPrice(find(world, "price", priceId));
  const [item, ...rest] = held.items.data;
  if (!item) return held.items;
  const changed = buildSubscriptionItem({
    id: item.id,
    created: item.created,
    subscription: held.id,
    price,
    quantity: item.quantity,
    period: { start: item.current_period_start, end: item.current_period_end },
  });
  return { ...held.items, data: [changed, ...rest] };
}

function newDiscounts(world: World, held: Subscription, input: Input): string[] | undefined {
  if (!input.has("discounts")) return undefined;
  return input.maps("discounts").map((each) => {
    const coupon = find(world, "coupon", each.required("coupon"));
    const discount = buildDiscount({
      start: world.clock.now(),
      end: null,
      coupon: coupon.id,
      customer: held.customer,
      subscription: held.id,
    });
    return world.store.put("discount", discount).id;
  });
}
