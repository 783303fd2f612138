import { z } from "zod";
import { cancelSubscription } from "../billing/cancel-subscription.ts";
import type { World } from "../world.ts";
import { createSubscription } from "./create-subscription.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import { expand, flag, isInRange, paging, parameters, range, text } from "./parameters.ts";
import { del, get, post, type Route } from "./route.ts";
import { invalidRequest } from "./stripe-failure.ts";
import { updateSubscription } from "./update-subscription.ts";

const ENDED = ["canceled", "incomplete_expired"];

export const subscriptionRoutes: Route[] = [
  get("subscriptions", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        customer: text.optional(),
        price: text.optional(),
        status: text.optional(),
        collection_method: text.optional(),
        created: range.optional(),
        current_period_start: range.optional(),
        current_period_end: range.optional(),
        test_clock: text.optional(),
      }),
      form,
    );
    const fitsStatus = (status: string) => {
      if (input.status === "all") return true;
      if (input.status === "ended") return ENDED.includes(status);
      return input.status ? status === input.status : status !== "canceled";
    };
    return listPage(
      world,
      "subscription",
      "/v1/subscriptions",
      input,
      (subscription) =>
        fitsStatus(subscription.status) &&
        (!input.customer || subscription.customer === input.customer) &&
        (!input.price || subscription.items.data.some((item) => item.price.id === input.price)) &&
        (!input.collection_method || subscription.collection_method === input.collection_method) &&
        isInRange(subscription.created, input.created) &&
        subscription.items.data.some(
          (item) =>
            isInRange(item.current_period_start, input.current_period_start) &&
            isInRange(item.current_period_end, input.current_period_end),
        ),
      input.customer ? { name: "customer", key: input.customer } : undefined,
    );
  }),
  post("subscriptions", ({ world, form }) => createSubscription(world, form)),
  get("subscriptions/:id", ({ world, ids }) => find(world, "subscription", ids[0])),
  post("subscriptions/:id", ({ world, ids, form }) => updateSubscription(world, live(world, ids[0]), form)),
  del("subscriptions/:id", ({ world, ids, form }) => {
    parameters(
      z.strictObject({
        ...expand,
        invoice_now: flag.optional(),
        prorate: flag.optional(),
        cancellation_details: z.record(z.string(), text).optional(),
      }),
      form,
    );
    return cancelSubscription(world, live(world, ids[0]), "cancellation_requested");
  }),
];

function live(world: World, id: string | undefined) {
  const subscription = find(world, "subscription", id);
  if (ENDED.includes(subscription.status)) {
    throw invalidRequest("resource_missing", `No such subscription: '${id}'`, "id", 404);
  }
  return subscription;
}
