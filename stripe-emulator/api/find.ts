import type { Kind, Kinds } from "../store/kinds";
import type { World } from "../world";
import { missing } from "./errors";

const SPOKEN: Partial<Record<Kind, string>> = {
  session: "checkout.session",
  promotion_code: "promotion code",
};

/** The object, or Stripe's 404. */
export function find<K extends Kind>(world: World, kind: K, id: string | undefined): Kinds[K] {
  const found = world.store.of(kind).get(id ?? "");
  if (!found) throw missing(SPOKEN[kind] ?? kind, id ?? "");
  return found;
}
