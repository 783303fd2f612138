import type { StoredEvent } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { previousAttributes } from "./previous-attributes.ts";
import { isLegacy, renderLegacy } from "./render-legacy.ts";

/** The event at the API version it was created at, or at the one its endpoint asked for. */
export function renderEvent(world: World, event: StoredEvent, apiVersion = event.api_version): object {
  return {
    id: event.id,
    object: "event",
    api_version: apiVersion,
    created: event.created,
    data: isLegacy(apiVersion) ? legacyData(world, event, apiVersion) : dataOf(event),
    livemode: false,
    pending_webhooks: world.store.of("delivery").by("event", event.id).length,
    request: event.request,
    type: event.type,
  };
}

function dataOf({ data }: StoredEvent): object {
  const object = withoutSecrets(data.object);
  return data.previous_attributes ? { object, previous_attributes: data.previous_attributes } : { object };
}

/** What changed is compared in the old shape, where it may have other names. */
function legacyData(world: World, { data }: StoredEvent, apiVersion: string): object {
  const object = renderLegacy(world, data.object, apiVersion);
  if (!data.previous_attributes) return { object };
  const before = {
    ...merged(data.object, data.previous_attributes),
    id: data.object.id,
    object: data.object.object,
  };
  return { object, previous_attributes: previousAttributes(renderLegacy(world, before, apiVersion), object) };
}

function merged(object: object, previous: object): object {
  const result: Record<string, unknown> = { ...object };
  for (const [key, was] of Object.entries(previous)) {
    const is = result[key];
    const isPartial = isHash(was) && isHash(is) && !("object" in was);
    result[key] = isPartial ? merged(is, was) : was;
  }
  return result;
}

function isHash(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutSecrets(object: object): object {
  if (!("currency_options" in object)) return object;
  const { currency_options: _hidden, ...shown } = object;
  return shown;
}
