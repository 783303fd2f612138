import { z } from "zod";
import { closeDispute } from "../billing/close-dispute.ts";
import { refundCharge } from "../billing/refund-charge.ts";
import type { Charge } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import {
  expand,
  integer,
  isInRange,
  mergeMetadata,
  metadata,
  paging,
  parameters,
  range,
  text,
} from "./parameters.ts";
import { get, post, type Route } from "./route.ts";
import { invalidRequest } from "./stripe-failure.ts";

const byPayment = {
  ...paging,
  charge: text.optional(),
  payment_intent: text.optional(),
  created: range.optional(),
};

export const paymentRoutes: Route[] = [
  get("payment_intents", ({ world, form }) => {
    const input = parameters(
      z.strictObject({ ...paging, customer: text.optional(), created: range.optional() }),
      form,
    );
    return listPage(
      world,
      "payment_intent",
      "/v1/payment_intents",
      input,
      (intent) =>
        (!input.customer || intent.customer === input.customer) && isInRange(intent.created, input.created),
      input.customer ? { name: "customer", key: input.customer } : undefined,
    );
  }),
  get("payment_intents/:id", ({ world, ids }) => find(world, "payment_intent", ids[0])),
  get("charges", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        customer: text.optional(),
        payment_intent: text.optional(),
        created: range.optional(),
      }),
      form,
    );
    const name = (["payment_intent", "customer"] as const).find((each) => input[each]);
    return listPage(
      world,
      "charge",
      "/v1/charges",
      input,
      (charge) =>
        (!input.customer || charge.customer === input.customer) &&
        (!input.payment_intent || charge.payment_intent === input.payment_intent) &&
        isInRange(charge.created, input.created),
      name ? { name, key: input[name] ?? "" } : undefined,
    );
  }),
  get("charges/:id", ({ world, ids }) => find(world, "charge", ids[0])),
  post("refunds", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...expand,
        charge: text.optional(),
        payment_intent: text.optional(),
        amount: integer.optional(),
        reason: text.optional(),
        metadata: metadata.optional(),
      }),
      form,
    );
    const charge = chargeOf(world, input.charge, input.payment_intent);
    const left = charge.amount - charge.amount_refunded;
    if (left === 0) {
      throw invalidRequest("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
    }
    if (charge.disputed) {
      throw invalidRequest("charge_disputed", `Charge ${charge.id} has been charged back.`);
    }
    if (input.amount !== undefined && (input.amount < 1 || input.amount > left)) {
      throw invalidRequest(
        "amount_too_large",
        `Refund amount (${input.amount}) is greater than unrefunded amount on charge (${left}).`,
        "amount",
      );
    }
    return refundCharge(world, charge, {
      amount: input.amount,
      reason: input.reason,
      metadata: mergeMetadata({}, input.metadata),
    });
  }),
  get("refunds", ({ world, form }) => {
    const input = parameters(z.strictObject(byPayment), form);
    return listPage(world, "refund", "/v1/refunds", input, (refund) => fits(refund, input), indexOf(input));
  }),
  get("refunds/:id", ({ world, ids }) => find(world, "refund", ids[0])),
  get("disputes", ({ world, form }) => {
    const input = parameters(z.strictObject(byPayment), form);
    return listPage(
      world,
      "dispute",
      "/v1/disputes",
      input,
      (dispute) => fits(dispute, input),
      indexOf(input),
    );
  }),
  get("disputes/:id", ({ world, ids }) => find(world, "dispute", ids[0])),
  post("disputes/:id/close", ({ world, ids, form }) => {
    parameters(z.strictObject(expand), form);
    const dispute = find(world, "dispute", ids[0]);
    if (["won", "lost"].includes(dispute.status)) {
      throw invalidRequest("dispute_closed", "This dispute is already closed.");
    }
    return closeDispute(world, dispute, "lost");
  }),
];

type ByPayment = z.output<z.ZodObject<typeof byPayment>>;

function fits(value: { charge: string; payment_intent: string; created: number }, input: ByPayment): boolean {
  return (
    (!input.charge || value.charge === input.charge) &&
    (!input.payment_intent || value.payment_intent === input.payment_intent) &&
    isInRange(value.created, input.created)
  );
}

function indexOf(input: ByPayment): { name: string; key: string } | undefined {
  if (input.charge) return { name: "charge", key: input.charge };
  return input.payment_intent ? { name: "payment_intent", key: input.payment_intent } : undefined;
}

function chargeOf(world: World, chargeId: string | undefined, intentId: string | undefined): Charge {
  if (chargeId) return find(world, "charge", chargeId, "charge");
  if (!intentId) {
    throw invalidRequest(
      "parameter_missing",
      "One of the following params should be provided: payment_intent or charge.",
    );
  }
  const intent = find(world, "payment_intent", intentId, "payment_intent");
  return find(world, "charge", intent.latest_charge ?? undefined, "payment_intent");
}
