import { z } from "zod";
import { find } from "../api/find.ts";
import { invalidRequest, missing } from "../api/stripe-failure.ts";
import { billingOf } from "../billing/billing.ts";
import { closeDispute } from "../billing/close-dispute.ts";
import { openDispute } from "../billing/open-dispute.ts";
import { payInvoice } from "../billing/pay-invoice.ts";
import { refundCharge } from "../billing/refund-charge.ts";
import { updateObject } from "../billing/update-object.ts";
import type { Charge, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import type { Control } from "./control.ts";

const failBody = z.strictObject({
  attempts: z.int().min(0).optional(),
  afterRetries: z.enum(["canceled", "unpaid", "past_due"]).optional(),
});
const refundBody = z.strictObject({ amount: z.int().positive().optional() });
const disputeBody = z.strictObject({ reason: z.string().optional() });
const closeBody = z.strictObject({ status: z.enum(["won", "lost"]) });
const statusBody = z.strictObject({
  status: z.enum(["active", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid"]),
});
const pauseBody = z.strictObject({
  behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]).default("void"),
  resumesAt: z.int().optional(),
});
const collectionBody = z.strictObject({
  method: z.enum(["charge_automatically", "send_invoice"]),
  daysUntilDue: z.int().positive().optional(),
});

/** A subscription that has not ended: `canceled` and `incomplete_expired` are final. */
function running(world: World, id: string): Subscription {
  const subscription = find(world, "subscription", id);
  if (!["canceled", "incomplete_expired"].includes(subscription.status)) return subscription;
  throw invalidRequest("subscription_ended", `Subscription ${id} is ${subscription.status}, which is final.`);
}

/** The charge behind a charge, a payment intent, or a subscription's latest paid invoice. */
function chargeFor(world: World, kind: string, id: string): Charge {
  if (kind === "charges") return find(world, "charge", id);
  if (kind === "payment_intents") {
    return find(world, "charge", find(world, "payment_intent", id).latest_charge ?? undefined);
  }
  const subscription = find(world, "subscription", id);
  for (const invoice of world.store.of("invoice").by("subscription", subscription.id)) {
    const payment = world.store.of("invoice_payment").first("invoice", invoice.id);
    if (payment?.status !== "paid") continue;
    const intent = find(world, "payment_intent", payment.payment.payment_intent);
    return find(world, "charge", intent.latest_charge ?? undefined);
  }
  throw missing("charge of subscription", id);
}

const moneyBack: Control[] = ["charges", "payment_intents", "subscriptions"].flatMap((kind): Control[] => [
  {
    method: "POST",
    path: `${kind}/:id/refund`,
    handle: ({ world }, body, id) => refundCharge(world, chargeFor(world, kind, id), refundBody.parse(body)),
  },
  {
    method: "POST",
    path: `${kind}/:id/dispute`,
    handle: ({ world }, body, id) =>
      openDispute(world, chargeFor(world, kind, id), disputeBody.parse(body).reason),
  },
]);

export const subscriptionControls: Control[] = [
  ...moneyBack,
  {
    method: "POST",
    path: "disputes/:id/close",
    handle: ({ world }, body, id) =>
      closeDispute(world, find(world, "dispute", id), closeBody.parse(body).status),
  },
  {
    method: "POST",
    path: "subscriptions/:id/fail-renewal",
    handle: ({ world }, body, id) => {
      const input = failBody.parse(body);
      const subscription = find(world, "subscription", id);
      const billing = billingOf(world, subscription.id);
      const afterRetries = input.afterRetries ?? billing.afterRetries;
      return world.store.put("billing", { ...billing, failures: input.attempts ?? -1, afterRetries });
    },
  },
  {
    method: "POST",
    path: "subscriptions/:id/status",
    handle: ({ world }, body, id) => {
      const { status } = statusBody.parse(body);
      const subscription = running(world, id);
      return updateObject(world, "subscription", subscription, { status }, "customer.subscription.updated");
    },
  },
  {
    method: "POST",
    path: "subscriptions/:id/pause",
    handle: ({ world }, body, id) => {
      const input = pauseBody.parse(body);
      const pause = { behavior: input.behavior, resumes_at: input.resumesAt ?? null };
      const subscription = running(world, id);
      return updateObject(
        world,
        "subscription",
        subscription,
        { pause_collection: pause },
        "customer.subscription.updated",
      );
    },
  },
  {
    method: "POST",
    path: "subscriptions/:id/unpause",
    handle: ({ world }, _body, id) => {
      const subscription = running(world, id);
      return updateObject(
        world,
        "subscription",
        subscription,
        { pause_collection: null },
        "customer.subscription.updated",
      );
    },
  },
  {
    method: "POST",
    path: "subscriptions/:id/collection",
    handle: ({ world }, body, id) => {
      const input = collectionBody.parse(body);
      const subscription = running(world, id);
      const days = input.method === "send_invoice" ? (input.daysUntilDue ?? 30) : null;
      const patch = { collection_method: input.method, days_until_due: days };
      return updateObject(world, "subscription", subscription, patch, "customer.subscription.updated");
    },
  },
  {
    method: "POST",
    path: "invoices/:id/pay",
    handle: ({ world }, _body, id) => {
      const invoice = find(world, "invoice", id);
      return invoice.status === "open" ? payInvoice(world, invoice) : invoice;
    },
  },
];
