import type { Ctx } from "@/domain/context";
import { SESSION_ID } from "./read-welcome";

/**
 * Ends a payment page for a membership that its reader has left for another, so that nobody pays for two from two tabs.
 * One that is paid stays paid, and a gift's stays open; where Stripe does not answer the page expires by itself.
 */
export async function dropCheckout(ctx: Ctx, sessionId: string): Promise<void> {
  if (!SESSION_ID.test(sessionId)) return;
  const { sessions } = ctx.stripe.checkout;
  try {
    const { mode, status } = await sessions.retrieve(sessionId);
    if (mode === "subscription" && status === "open") await sessions.expire(sessionId);
  } catch (error) {
    ctx.log.warn({ err: error }, "a payment page that was left stays open");
  }
}
