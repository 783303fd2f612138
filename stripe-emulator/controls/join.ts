import { z } from "zod";
import { createSession } from "../api/create-session.ts";
import { find } from "../api/find.ts";
import { invalidRequest } from "../api/stripe-failure.ts";
import { payCheckout } from "../billing/pay-checkout.ts";
import { newId } from "../ids.ts";
import type { CheckoutSession } from "../objects/shapes.ts";
import type { World } from "../world.ts";

const joinBody = z.strictObject({
  count: z.int().min(1).max(10_000).default(1),
  lookupKey: z.string().optional(),
  price: z.string().optional(),
  currency: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  declined: z.boolean().default(false),
  metadata: z.record(z.string(), z.string()).default({}),
  /** An open session to pay instead of a new one. */
  session: z.string().optional(),
  amount: z.int().optional(),
  promotionCode: z.string().optional(),
});

/** Pays Checkout without its page, as a simulated reader. Answers what came of each attempt. */
export function join(world: World, body: unknown): object {
  const input = joinBody.parse(body);
  const results = Array.from({ length: input.count }, () => joinOnce(world, input));
  return { joined: results.filter((each) => each.status === "paid").length, results };
}

function joinOnce(world: World, input: z.output<typeof joinBody>) {
  const session = input.session ? find(world, "session", input.session) : newSession(world, input);
  const outcome = payCheckout(world, session, {
    email:
      input.email ?? session.customer_email ?? `reader.${newId("r", 12).slice(2).toLowerCase()}@example.com`,
    name: input.name ?? "Simulated Reader",
    card: input.declined ? "declined" : "works",
    customAmount: input.amount ?? null,
    promotionCode: input.promotionCode,
  });
  const paid = outcome.kind === "paid" ? outcome.session : session;
  return {
    status: outcome.kind,
    session: paid.id,
    customer: paid.customer,
    subscription: paid.subscription,
    paymentIntent: paid.payment_intent,
    email: paid.customer_details?.email ?? null,
  };
}

function newSession(world: World, input: z.output<typeof joinBody>): CheckoutSession {
  const price = input.price
    ? find(world, "price", input.price)
    : world.store.of("price").first("lookup_key", input.lookupKey ?? "monthly");
  if (!price)
    throw invalidRequest("resource_missing", `no price with the lookup key ${input.lookupKey ?? "monthly"}`);
  const mode = price.recurring ? "subscription" : "payment";
  return createSession(world, {
    mode,
    line_items: [{ price: price.id, quantity: "1" }],
    success_url: `${world.baseUrl}/`,
    metadata: input.metadata,
    ...(mode === "subscription" && { subscription_data: { metadata: input.metadata } }),
    ...(input.currency && { currency: input.currency }),
    ...(input.promotionCode && { allow_promotion_codes: "true" }),
  });
}
