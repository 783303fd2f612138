import { buildDispute, buildRefund } from "../objects/build-payment";
import type { Charge, Dispute, Refund } from "../objects/shapes";
import type { World } from "../world";

/** Gives back a charge, whole or in part, and tells it as Stripe does. */
export function refundCharge(
  world: World,
  charge: Charge,
  amount = charge.amount - charge.amount_refunded,
): Refund {
  const refund = world.store.put("refund", buildRefund({ created: world.clock.now(), charge, amount }));
  const refunded = charge.amount_refunded + amount;
  const after = world.store.put("charge", {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded >= charge.amount,
  });
  world.emit("refund.created", refund);
  world.emit("charge.refunded", after);
  return refund;
}

/** A bank disputes a charge. */
export function disputeCharge(world: World, charge: Charge): Dispute {
  const dispute = world.store.put(
    "dispute",
    buildDispute({ created: world.clock.now(), charge, amount: charge.amount }),
  );
  world.store.put("charge", { ...charge, disputed: true });
  world.emit("charge.dispute.created", dispute);
  return dispute;
}

export function closeDispute(world: World, dispute: Dispute, status: "won" | "lost"): Dispute {
  const closed = world.store.put("dispute", { ...dispute, status });
  world.emit("charge.dispute.closed", closed);
  return closed;
}

/** The newest successful charge behind a subscription's latest invoice. */
export function latestCharge(world: World, subscriptionId: string): Charge | undefined {
  const invoices = world.store.of("invoice").by("subscription", subscriptionId);
  for (const invoice of invoices) {
    for (const payment of world.store.of("invoice_payment").by("invoice", invoice.id)) {
      const charge = world.store.of("charge").first("payment_intent", payment.payment.payment_intent);
      if (charge?.status === "succeeded") return charge;
    }
  }
  return undefined;
}
