import { newId } from "../ids.ts";
import type { StoredEvent, StripeObject } from "../store/kinds.ts";
import { API_VERSION, type World } from "../world.ts";
import { previousAttributes } from "./previous-attributes.ts";

/** Records an event and queues it for every endpoint that wants its type. `before` adds `previous_attributes`. */
export function emitEvent(
  world: World,
  type: string,
  object: StripeObject,
  before?: StripeObject,
): StoredEvent {
  const data: StoredEvent["data"] = { object };
  if (before) data.previous_attributes = previousAttributes(before, object);
  const event: StoredEvent = {
    id: newId("evt"),
    object: "event",
    api_version: world.switches.apiVersion ?? API_VERSION,
    created: world.switches.sameSecond ?? world.clock.now(),
    data,
    request: { id: world.request.id, idempotency_key: world.request.idempotencyKey },
    type,
  };
  world.store.put("event", event);
  for (const endpoint of world.store.of("webhook_endpoint").values()) {
    if (endpoint.status !== "enabled" || !wants(endpoint.enabled_events, type)) continue;
    const delivery = world.store.put("delivery", {
      id: newId("dlv"),
      created: event.created,
      event: event.id,
      endpoint: endpoint.id,
      attempts: 0,
      firstAt: world.clock.nowMs(),
      lastStatus: null,
    });
    world.enqueue(delivery);
  }
  return event;
}

function wants(enabled: string[], type: string): boolean {
  return enabled.some(
    (pattern) =>
      pattern === "*" ||
      pattern === type ||
      (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1))),
  );
}
