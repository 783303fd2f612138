import { z } from "zod";
import { renderEvent } from "../events/render-event.ts";
import { newId } from "../ids.ts";
import type { WebhookEndpoint } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import {
  expand,
  flag,
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

/** Stripe keeps events for 30 days. */
const REACH_SECONDS = 30 * 86_400;

const endpointFields = {
  ...expand,
  description: unsettable.optional(),
  metadata: metadata.optional(),
};

export function addEndpoint(
  world: World,
  input: {
    url: string;
    events: string[];
    secret?: string;
    description?: string | null;
    apiVersion?: string | null;
  },
): WebhookEndpoint {
  return world.store.put("webhook_endpoint", {
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: input.apiVersion ?? null,
    application: null,
    created: world.clock.now(),
    description: input.description ?? null,
    enabled_events: input.events,
    livemode: false,
    metadata: {},
    secret: input.secret ?? newId("whsec", 32),
    status: "enabled",
    url: input.url,
  });
}

export const eventRoutes: Route[] = [
  get("events", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        type: text.optional(),
        types: z.array(text).max(20, "You may pass at most 20 types").optional(),
        delivery_success: flag.optional(),
        created: range.optional(),
      }),
      form,
    );
    if (input.type && input.types) {
      throw invalidRequest("parameter_invalid", "You may only specify one of these parameters: type, types.");
    }
    const types = input.types ?? (input.type ? [input.type] : undefined);
    const oldest = world.clock.now() - REACH_SECONDS;
    const page = listPage(world, "event", "/v1/events", input, (event) => {
      if (event.created < oldest || !isInRange(event.created, input.created)) return false;
      if (types && !types.some((type) => type === event.type || matches(type, event.type))) return false;
      if (input.delivery_success === undefined) return true;
      const pending = world.store.of("delivery").by("event", event.id);
      return input.delivery_success === (pending.length === 0);
    });
    const events = page.data.map((each) => renderEvent(world, each as Parameters<typeof renderEvent>[1]));
    return { ...page, data: events };
  }),
  get("events/:id", ({ world, ids }) => renderEvent(world, find(world, "event", ids[0]))),
  post(
    "webhook_endpoints",
    ({ world, form }) => {
      const input = parameters(
        z.strictObject({
          ...endpointFields,
          url: text,
          enabled_events: z.array(text),
          api_version: text.optional(),
          connect: flag.optional(),
        }),
        form,
      );
      const endpoint = addEndpoint(world, {
        url: input.url,
        events: input.enabled_events,
        description: input.description,
        apiVersion: input.api_version,
      });
      return world.store.put("webhook_endpoint", {
        ...endpoint,
        metadata: mergeMetadata({}, input.metadata),
      });
    },
    true,
  ),
  get("webhook_endpoints", ({ world, form }) =>
    listPage(
      world,
      "webhook_endpoint",
      "/v1/webhook_endpoints",
      parameters(z.strictObject(paging), form),
      () => true,
    ),
  ),
  get("webhook_endpoints/:id", ({ world, ids }) => find(world, "webhook_endpoint", ids[0])),
  post("webhook_endpoints/:id", ({ world, ids, form }) => {
    const endpoint = find(world, "webhook_endpoint", ids[0]);
    const input = parameters(
      z.strictObject({
        ...endpointFields,
        url: text.optional(),
        enabled_events: z.array(text).optional(),
        disabled: flag.optional(),
      }),
      form,
    );
    return world.store.put("webhook_endpoint", {
      ...endpoint,
      url: input.url ?? endpoint.url,
      enabled_events: input.enabled_events ?? endpoint.enabled_events,
      description: input.description === undefined ? endpoint.description : input.description,
      metadata: mergeMetadata(endpoint.metadata, input.metadata),
      status: input.disabled === undefined ? endpoint.status : input.disabled ? "disabled" : "enabled",
    });
  }),
  del("webhook_endpoints/:id", ({ world, ids }) => {
    const endpoint = find(world, "webhook_endpoint", ids[0]);
    for (const delivery of world.store.of("delivery").by("endpoint", endpoint.id)) {
      world.store.delete("delivery", delivery.id);
    }
    world.store.delete("webhook_endpoint", endpoint.id);
    return { id: endpoint.id, object: "webhook_endpoint", deleted: true };
  }),
];

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith("*") && type.startsWith(pattern.slice(0, -1));
}
