import { z } from "zod";
import { cancelSubscription } from "../billing/cancel-subscription.ts";
import { updateObject } from "../billing/update-object.ts";
import { emitEvent } from "../events/emit-event.ts";
import { buildCustomer } from "../objects/build-customer.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import {
  expand,
  integer,
  isInRange,
  mergeMetadata,
  metadata,
  paging,
  parameters,
  range,
  text,
  unsettable,
} from "./parameters.ts";
import { del, get, post, type Route } from "./route.ts";
import { invalidRequest } from "./stripe-failure.ts";

const fields = {
  ...expand,
  email: unsettable.optional(),
  name: unsettable.optional(),
  phone: unsettable.optional(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  preferred_locales: z.array(text).optional(),
};

export const customerRoutes: Route[] = [
  post("customers", ({ world, form }) => {
    const input = parameters(z.strictObject(fields), form);
    const customer = buildCustomer({
      ...input,
      created: world.clock.now(),
      locales: input.preferred_locales,
      metadata: mergeMetadata({}, input.metadata),
    });
    world.store.put("customer", customer);
    emitEvent(world, "customer.created", customer);
    return customer;
  }),
  get("customers", ({ world, form }) => {
    const input = parameters(
      z.strictObject({ ...paging, email: text.optional(), created: range.optional() }),
      form,
    );
    const by = input.email === undefined ? undefined : { name: "email", key: input.email.toLowerCase() };
    return listPage(
      world,
      "customer",
      "/v1/customers",
      input,
      (customer) =>
        (input.email === undefined || customer.email === input.email) &&
        isInRange(customer.created, input.created),
      by,
    );
  }),
  get("customers/search", ({ world, form }) => {
    const input = parameters(
      z.strictObject({ ...expand, query: text, limit: integer.optional(), page: text.optional() }),
      form,
    );
    const email = /^email\s*[:~]\s*["']([^"']+)["']$/.exec(input.query.trim())?.[1];
    if (!email) {
      throw invalidRequest("parameter_invalid", "The emulator searches customers by email only.", "query");
    }
    const found = world.store.of("customer").by("email", email.toLowerCase());
    return {
      object: "search_result",
      data: found.slice(0, input.limit ?? 10),
      has_more: false,
      next_page: null,
      url: "/v1/customers/search",
    };
  }),
  get(
    "customers/:id",
    ({ world, ids }) =>
      world.store.of("deleted_customer").get(ids[0] ?? "") ?? find(world, "customer", ids[0]),
  ),
  post("customers/:id", ({ world, ids, form }) => {
    const customer = find(world, "customer", ids[0]);
    const { expand: _expand, metadata: change, ...input } = parameters(z.strictObject(fields), form);
    return updateObject(
      world,
      "customer",
      customer,
      { ...input, metadata: mergeMetadata(customer.metadata, change) },
      "customer.updated",
    );
  }),
  del("customers/:id", ({ world, ids }) => {
    const customer = find(world, "customer", ids[0]);
    for (const subscription of world.store.of("subscription").by("customer", customer.id)) {
      if (subscription.status !== "canceled")
        cancelSubscription(world, subscription, "cancellation_requested");
    }
    emitEvent(world, "customer.deleted", customer);
    const tombstone = { id: customer.id, object: "customer" as const, deleted: true as const };
    world.store.delete("customer", customer.id);
    return world.store.put("deleted_customer", tombstone);
  }),
];
