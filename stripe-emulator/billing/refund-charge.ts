import { emitEvent } from "../events/emit-event.ts";
import { buildRefund } from "../objects/build-payment.ts";
import type { Charge, Metadata, Refund } from "../objects/shapes.ts";
import type { World } from "../world.ts";

/** Refunds what is left of a charge, or `amount` of it. */
export function refundCharge(
  world: World,
  charge: Charge,
  input: { amount?: number; reason?: string; metadata?: Metadata } = {},
): Refund {
  const amount = input.amount ?? charge.amount - charge.amount_refunded;
  const refund = world.store.put(
    "refund",
    buildRefund({ ...input, created: world.clock.now(), charge, amount }),
  );
  const refunded = charge.amount_refunded + amount;
  const after = world.store.put("charge", {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded >= charge.amount,
  });
  emitEvent(world, "refund.created", refund);
  emitEvent(world, "charge.refunded", after, charge);
  return refund;
}
