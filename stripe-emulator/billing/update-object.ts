import { emitEvent } from "../events/emit-event.ts";
import type { Subscription } from "../objects/shapes.ts";
import type { Kind, Kinds, StripeObject } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { billingOf } from "./billing.ts";

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
  if (kind === "subscription") noteLateness(world, before as Subscription, after as Subscription);
  if (event && isStripeObject(before) && isStripeObject(after)) emitEvent(world, event, after, before);
  return after;
}

function noteLateness(world: World, before: Subscription, after: Subscription): void {
  if (before.status === after.status) return;
  const lateSince = after.status === "past_due" ? world.clock.now() : null;
  const billing = billingOf(world, after.id);
  if (billing.lateSince !== lateSince) world.store.put("billing", { ...billing, lateSince });
}

function isStripeObject(value: object): value is StripeObject {
  return "object" in value;
}
