import { emitEvent } from "../events/emit-event.ts";
import type { Kind, Kinds, StripeObject } from "../store/kinds.ts";
import type { World } from "../world.ts";

/** Puts the object with `patch` applied and, with `event`, tells the world what changed. */
export function updateObject<K extends Kind>(
  world: World,
  kind: K,
  before: Kinds[K],
  patch: Partial<Kinds[K]>,
  event?: string,
): Kinds[K] {
  const after: Kinds[K] = { ...before, ...patch };
  world.store.put(kind, after);
  if (event && isStripeObject(before) && isStripeObject(after)) emitEvent(world, event, after, before);
  return after;
}

function isStripeObject(value: object): value is StripeObject {
  return "object" in value;
}
