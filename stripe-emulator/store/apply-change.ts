import type { Schedule } from "../billing/schedule.ts";
import { defaultSwitches } from "../delivery/switches.ts";
import { fillAccount } from "../fill/fill-account.ts";
import type { World } from "../world.ts";
import type { Change } from "./store.ts";

/** Puts a journalled change back, without journalling it again. */
export function applyChange(world: World, schedule: Schedule, change: Change): void {
  switch (change.op) {
    case "put":
      world.store.restore(change.kind, change.value);
      if (change.kind === "deleted_customer") world.store.of("customer").delete(change.value.id);
      return;
    case "delete":
      world.store.of(change.kind).delete(change.id);
      return;
    case "clock":
      world.clock.setOffset(change.offsetMs);
      return;
    case "control":
      if (change.name === "switches") Object.assign(world.switches, defaultSwitches(), change.value);
      return;
    case "fill":
      world.store.fills.push(change.fill);
      fillAccount(world, change.fill, schedule);
  }
}
