import { emitEvent } from "../events/emit-event.ts";
import { newId } from "../ids.ts";
import { buildCharge, buildPaymentIntent, type Payment } from "../objects/build-payment.ts";
import type { Charge, PaymentIntent } from "../objects/shapes.ts";
import type { World } from "../world.ts";

/** Stores a payment intent (or another try of `retried`) with its charge; the caller announces them with `announcePayment`. */
export function recordPayment(
  world: World,
  payment: Payment,
  retried?: PaymentIntent,
): { intent: PaymentIntent; charge: Charge } {
  const intentId = retried?.id ?? newId("pi");
  const charge = world.store.put("charge", buildCharge({ ...payment, paymentIntent: intentId }));
  const intent = world.store.put(
    "payment_intent",
    buildPaymentIntent({
      ...payment,
      created: retried?.created ?? payment.created,
      id: intentId,
      charge: charge.id,
    }),
  );
  return { intent, charge };
}

export function announcePayment(world: World, paid: { intent: PaymentIntent; charge: Charge }): void {
  if (paid.charge.paid) {
    emitEvent(world, "payment_intent.succeeded", paid.intent);
    emitEvent(world, "charge.succeeded", paid.charge);
  } else {
    emitEvent(world, "charge.failed", paid.charge);
    emitEvent(world, "payment_intent.payment_failed", paid.intent);
  }
}
