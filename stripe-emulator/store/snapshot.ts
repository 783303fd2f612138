import type { World } from "../world.ts";
import type { Kind } from "./kinds.ts";
import type { Change } from "./store.ts";

/** What fills refer to, so it stands before them. */
const CATALOGUE: Kind[] = ["product", "price", "coupon", "discount"];

/** Everything as changes: what a fill made and nobody changed is left to its order. */
export function* snapshotOf(world: World): Generator<Change> {
  yield { op: "clock", offsetMs: world.clock.offsetMs };
  yield { op: "control", name: "switches", value: world.switches };
  for (const kind of CATALOGUE) {
    for (const value of world.store.of(kind).written()) yield { op: "put", kind, value };
  }
  for (const fill of world.store.fills) yield { op: "fill", fill };
  for (const kind of world.store.kinds()) {
    for (const value of world.store.of(kind).written()) yield { op: "put", kind, value };
  }
}
