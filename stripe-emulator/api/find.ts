import type { Kind, Kinds } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { missing } from "./stripe-failure.ts";

/** The object, or Stripe's `resource_missing`; `param` names the parameter that held the id. */
export function find<K extends Kind>(world: World, kind: K, id: string | undefined, param = "id"): Kinds[K] {
  const value = id ? world.store.of(kind).get(id) : undefined;
  if (!value) throw missing(NAMES[kind] ?? kind, id ?? "", param);
  return value;
}

const NAMES: Partial<Record<Kind, string>> = {
  promotion_code: "promotion code",
  session: "checkout.session",
  webhook_endpoint: "webhook endpoint",
  portal_configuration: "configuration",
};
