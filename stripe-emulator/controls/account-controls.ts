import { z } from "zod";
import { invalidRequest } from "../api/stripe-failure.ts";
import type { Kind } from "../store/kinds.ts";
import type { Control } from "./control.ts";
import { join } from "./join.ts";
import { subscriptionRows } from "./subscription-rows.ts";

const SHOWN: Kind[] = [
  "product",
  "price",
  "customer",
  "deleted_customer",
  "subscription",
  "invoice",
  "invoice_payment",
  "payment_intent",
  "charge",
  "refund",
  "dispute",
  "discount",
  "coupon",
  "promotion_code",
  "session",
  "billing",
  "webhook_endpoint",
];

/** Subscriptions above which the whole state is too much for one answer. */
const LARGE = 20_000;

const fillBody = z.strictObject({
  members: z.int().min(0).max(200_000),
  shape: z.record(z.string(), z.number().min(0).max(1)).optional(),
});

const resetBody = z.strictObject({ seed: z.enum(["demo", "empty"]).optional() });

export const accountControls: Control[] = [
  {
    method: "GET",
    path: "state",
    handle: ({ world }) => {
      if (world.store.of("subscription").size > LARGE) {
        throw invalidRequest("account_too_large", "read GET /_emulator/subscriptions instead");
      }
      return Object.fromEntries(SHOWN.map((kind) => [`${kind}s`, world.store.of(kind).values()]));
    },
  },
  {
    method: "GET",
    path: "subscriptions",
    handle: ({ world }) => ({ subscriptions: subscriptionRows(world) }),
  },
  {
    method: "POST",
    path: "reset",
    handle: async ({ reset }, body) => {
      await reset(resetBody.parse(body).seed);
      return { reset: true };
    },
  },
  {
    method: "POST",
    path: "fill",
    handle: ({ fill }, body) => {
      const input = fillBody.parse(body);
      return fill(input.members, input.shape ?? {});
    },
  },
  { method: "POST", path: "join", handle: ({ world }, body) => join(world, body) },
];
