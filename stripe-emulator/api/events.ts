import { newId } from "../ids";
import type { StoredEvent } from "../store/kinds";
import type { World } from "../world";
import { find } from "./find";
import { listPage } from "./list";
import { get, post, type Route, remove } from "./route";

/** Events and the endpoints they are sent to; and the account they belong to. */
export const eventRoutes: Route[] = [
  get("/v1/events", ({ world, input }) => {
    const type = input.text("type");
    const types = input.list("types");
    const delivered = input.flag("delivery_success");
    const matches = (event: StoredEvent) =>
      (!type || matchesType(event.type, type)) &&
      (types.length === 0 || types.includes(event.type)) &&
      (delivered === undefined || delivered === (pending(world, event.id) === 0));
    const own = ["type", "types", "delivery_success", "account"];
    const page = listPage(world, "event", input, "/v1/events", matches, own);
    return { ...page, data: page.data.map((event) => renderEvent(world, event)) };
  }),
  get("/v1/events/:id", ({ world, ids }) => renderEvent(world, find(world, "event", ids[0]))),
  post("/v1/webhook_endpoints", ({ world, input }) => {
    input.allow("url", "enabled_events", "api_version", "description", "metadata", "connect");
    return world.store.put("webhook_endpoint", {
      id: newId("we"),
      object: "webhook_endpoint",
      api_version: input.text("api_version") ?? null,
      application: null,
      created: world.clock.now(),
      description: input.text("description") ?? null,
      enabled_events: input.list("enabled_events").map(String),
      livemode: false,
      metadata: {},
      secret: newId("whsec", 32),
      status: "enabled",
      url: input.required("url"),
    });
  }),
  get("/v1/webhook_endpoints", ({ world, input }) => {
    const page = listPage(world, "webhook_endpoint", input, "/v1/webhook_endpoints", () => true);
    return { ...page, data: page.data.map(({ secret: _secret, ...endpoint }) => endpoint) };
  }),
  get("/v1/webhook_endpoints/:id", ({ world, ids }) => {
    const { secret: _secret, ...endpoint } = find(world, "webhook_endpoint", ids[0]);
    return endpoint;
  }),
  remove("/v1/webhook_endpoints/:id", ({ world, ids }) => {
    const { id } = find(world, "webhook_endpoint", ids[0]);
    world.store.delete("webhook_endpoint", id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
  get("/v1/account", () => ({
    id: "acct_emulator",
    object: "account",
    business_profile: { name: "The Dnipro Courier" },
    charges_enabled: true,
    country: "NL",
    default_currency: "eur",
  })),
];

/** An event as it is sent and listed. */
export function renderEvent(world: World, event: StoredEvent): object {
  return { ...event, livemode: false, pending_webhooks: pending(world, event.id) };
}

function pending(world: World, event: string): number {
  return world.store.of("delivery").by("event", event).length;
}

function matchesType(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

/** Whether an endpoint asked for events of this type. */
export function wants(endpoint: { enabled_events: string[] }, type: string): boolean {
  return endpoint.enabled_events.some((wanted) => wanted === "*" || matchesType(type, wanted));
}
