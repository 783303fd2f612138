import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import type { Locale } from "@/domain/locale";
import type { Attribution } from "./facts";
import { readOffer } from "./list-plans";
import { type CheckoutRequest, openCheckout } from "./open-checkout";
import { amountIn } from "./plan";
import { parseMoney } from "./price-words";

/** Stripe takes no amount of more than eight digits. */
const MAX_AMOUNT = 99_999_999;

export interface OwnChoice {
  productId: string;
  interval: string;
  /** As the reader typed it. */
  amount: string;
}

export interface CheckoutStart {
  /** A plan of Stripe's, or an amount of the reader's own where staff allow it. */
  choice: { priceId: string } | OwnChoice;
  /** The reader's visible choice; the plan's own when null. */
  currency?: string | null;
  locale: Locale;
  /** One per visit of the form: a double click asks for one session, not two. */
  attempt: string;
  attribution: Attribution;
}

/**
 * Opens Stripe's Checkout for a plan; gives its address and id. Throws plan_not_found, amount_too_low, counter_only,
 * stripe_unavailable.
 */
export async function startCheckout(
  ctx: Ctx,
  { choice, currency, locale, attempt, attribution }: CheckoutStart,
): Promise<{ url: string; sessionId: string }> {
  if (ctx.settings.joinUrl)
    throw new DomainError("counter_only", "Memberships are sold on the newsroom's own page.");
  const { line, inCurrency } =
    "priceId" in choice
      ? await readPlan(ctx, choice.priceId, currency)
      : await readOwnAmount(ctx, choice, currency);
  const asked = "priceId" in line ? line.priceId : `${line.productId}-${line.interval}-${line.amount}`;
  return openCheckout(ctx, {
    mode: "subscription",
    line,
    currency: "priceId" in line ? currency : inCurrency,
    locale,
    cancelPath: "/join",
    attribution,
    idempotencyKey: `join-${attempt}-${asked}-${inCurrency}-${locale}`,
  });
}

type Line = Pick<CheckoutRequest, "line"> & { inCurrency: string };

async function readPlan(ctx: Ctx, priceId: string, currency: string | null | undefined): Promise<Line> {
  const plan = (await readOffer(ctx)).plans.find((known) => known.priceId === priceId);
  if (!plan || (currency && amountIn(plan, currency) === null)) throw planGone();
  return { line: { priceId }, inCurrency: currency ?? plan.currency };
}

async function readOwnAmount(
  ctx: Ctx,
  { productId, interval, amount: typed }: OwnChoice,
  currency: string | null | undefined,
): Promise<Line> {
  const own = (await readOffer(ctx)).ownAmounts.find(
    (known) => known.productId === productId && known.interval === interval && known.currency === currency,
  );
  if (!own) throw planGone();
  const amount = parseMoney(typed, own.currency);
  if (amount === null || amount < own.minimum || amount > MAX_AMOUNT)
    throw new DomainError("amount_too_low", "Please give an amount that is not under the minimum.");
  return { line: { productId, interval: own.interval, amount }, inCurrency: own.currency };
}

function planGone(): DomainError {
  return new DomainError("plan_not_found", "This plan is not offered any more. Please choose again.");
}
