import { emitEvent } from "../events/emit-event.ts";
import { buildDispute } from "../objects/build-payment.ts";
import type { Charge, Dispute } from "../objects/shapes.ts";
import type { World } from "../world.ts";

/** The card holder disputes a charge; the money is taken back until the dispute is won. */
export function openDispute(world: World, charge: Charge, reason?: string): Dispute {
  const amount = charge.amount - charge.amount_refunded;
  const dispute = world.store.put(
    "dispute",
    buildDispute({ created: world.clock.now(), charge, amount, reason }),
  );
  world.store.put("charge", { ...charge, disputed: true });
  emitEvent(world, "charge.dispute.created", dispute);
  emitEvent(world, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}
