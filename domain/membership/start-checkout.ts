import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import type { Locale } from "@/domain/locale";
import type { Attribution } from "./facts";
import { listPlans } from "./list-plans";
import { openCheckout } from "./open-checkout";
import { amountIn } from "./plan";

export interface CheckoutStart {
  priceId: string;
  /** The reader's visible choice; the plan's own when null. */
  currency?: string | null;
  locale: Locale;
  /** One per visit of the form: a double click asks for one session, not two. */
  attempt: string;
  attribution: Attribution;
}

/**
 * Opens Stripe's Checkout for a plan; gives its address and id. Throws plan_not_found, counter_only,
 * stripe_unavailable.
 */
export async function startCheckout(
  ctx: Ctx,
  { priceId, currency, locale, attempt, attribution }: CheckoutStart,
): Promise<{ url: string; sessionId: string }> {
  if (ctx.settings.joinUrl)
    throw new DomainError("counter_only", "Memberships are sold on the newsroom's own page.");
  const plan = (await listPlans(ctx)).find((known) => known.priceId === priceId);
  if (!plan || (currency && amountIn(plan, currency) === null))
    throw new DomainError("plan_not_found", "This plan is not offered any more. Please choose again.");
  return openCheckout(ctx, {
    mode: "subscription",
    priceId,
    currency,
    locale,
    cancelPath: "/join",
    attribution,
    idempotencyKey: `join-${attempt}-${priceId}-${currency ?? plan.currency}-${locale}`,
  });
}
