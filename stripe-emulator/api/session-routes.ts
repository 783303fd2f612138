import { z } from "zod";
import { expireSession } from "../billing/expire-session.ts";
import { updateObject } from "../billing/update-object.ts";
import { createSession } from "./create-session.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import { expand, isInRange, mergeMetadata, metadata, paging, parameters, range, text } from "./parameters.ts";
import { get, post, type Route } from "./route.ts";
import { invalidRequest } from "./stripe-failure.ts";

export const sessionRoutes: Route[] = [
  post("checkout/sessions", ({ world, form }) => createSession(world, form)),
  get("checkout/sessions", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        customer: text.optional(),
        subscription: text.optional(),
        payment_intent: text.optional(),
        status: text.optional(),
        created: range.optional(),
        customer_details: z.strictObject({ email: text }).optional(),
      }),
      form,
    );
    const name = (["subscription", "payment_intent", "customer"] as const).find((each) => input[each]);
    return listPage(
      world,
      "session",
      "/v1/checkout/sessions",
      input,
      (session) =>
        (!input.customer || session.customer === input.customer) &&
        (!input.subscription || session.subscription === input.subscription) &&
        (!input.payment_intent || session.payment_intent === input.payment_intent) &&
        (!input.status || session.status === input.status) &&
        (!input.customer_details || session.customer_details?.email === input.customer_details.email) &&
        isInRange(session.created, input.created),
      name ? { name, key: input[name] ?? "" } : undefined,
    );
  }),
  get("checkout/sessions/:id", ({ world, ids }) => find(world, "session", ids[0])),
  post("checkout/sessions/:id", ({ world, ids, form }) => {
    const session = find(world, "session", ids[0]);
    const input = parameters(z.strictObject({ ...expand, metadata: metadata.optional() }), form);
    return updateObject(world, "session", session, {
      metadata: mergeMetadata(session.metadata, input.metadata),
    });
  }),
  post("checkout/sessions/:id/expire", ({ world, ids, form }) => {
    parameters(z.strictObject(expand), form);
    const session = find(world, "session", ids[0]);
    if (session.status !== "open") {
      throw invalidRequest(
        "resource_invalid_state",
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    }
    return expireSession(world, session);
  }),
  get("checkout/sessions/:id/line_items", ({ world, ids, form }) => {
    const input = parameters(z.strictObject(paging), form);
    const session = find(world, "session", ids[0]);
    const items = world.store.of("session_details").get(session.id)?.lineItems ?? [];
    const start = items.findIndex((item) => item.id === input.starting_after) + 1;
    const limit = input.limit ?? 10;
    return {
      object: "list",
      data: items.slice(start, start + limit),
      has_more: items.length > start + limit,
      url: `/v1/checkout/sessions/${session.id}/line_items`,
    };
  }),
];
