import { emitEvent } from "../events/emit-event.ts";
import type { CheckoutSession } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { updateObject } from "./update-object.ts";

export function expireSession(world: World, session: CheckoutSession): CheckoutSession {
  const expired = updateObject(world, "session", session, { status: "expired", url: null });
  emitEvent(world, "checkout.session.expired", expired);
  return expired;
}
