import { emitEvent } from "../events/emit-event.ts";
import type { Dispute } from "../objects/shapes.ts";
import type { World } from "../world.ts";

export function closeDispute(world: World, dispute: Dispute, status: "won" | "lost"): Dispute {
  const closed = world.store.put("dispute", { ...dispute, status });
  if (status === "won") emitEvent(world, "charge.dispute.funds_reinstated", closed);
  emitEvent(world, "charge.dispute.closed", closed, dispute);
  return closed;
}
