import type Stripe from "stripe";
import type { Ctx } from "@/domain/context";
import { creditHost } from "@/domain/embed/credit-host";
import { DomainError } from "@/domain/errors";
import { type Locale, localPath } from "@/domain/locale";
import type { Attribution } from "./facts";

export interface CheckoutRequest {
  mode: "subscription" | "payment";
  /** A price of Stripe's, or the amount that the reader chose for a product, minor units of `currency`. */
  line: { priceId: string } | { productId: string; interval: "month" | "year"; amount: number };
  /** The reader's visible choice; the price's own when null. */
  currency?: string | null;
  locale: Locale;
  /** Where going back leads, without language and query. */
  cancelPath: string;
  metadata?: Record<string, string>;
  attribution: Attribution;
  /** Derived from the attempt and everything asked for. */
  idempotencyKey: string;
}

/**
 * Opens a Checkout session; gives its address and id. Throws counter_only where the newsroom sells elsewhere (the key
 * may only read), stripe_unavailable otherwise.
 */
export async function openCheckout(
  ctx: Ctx,
  request: CheckoutRequest,
): Promise<{ url: string; sessionId: string }> {
  const embedHost = await creditHost(ctx, request.attribution.embedHost);
  try {
    const session = await ctx.stripe.checkout.sessions.create(parametersOf(ctx, request, embedHost), {
      idempotencyKey: request.idempotencyKey,
    });
    if (!session.url) throw new Error("Stripe opened a Checkout session without an address");
    return { url: session.url, sessionId: session.id };
  } catch (cause) {
    ctx.log.error({ err: cause }, "Checkout could not be opened");
    throw mayNotWrite(cause)
      ? new DomainError("counter_only", "Nothing can be paid here: this Stripe key may only read.", { cause })
      : new DomainError("stripe_unavailable", "The payment page does not answer. Nothing was charged.", {
          cause,
        });
  }
}

function parametersOf(
  ctx: Ctx,
  request: CheckoutRequest,
  embedHost: string | undefined,
): Stripe.Checkout.SessionCreateParams {
  const pageOf = (path: string) => `${ctx.settings.siteUrl}${localPath(request.locale, path)}`;
  const credit = attributionMetadata({ ...request.attribution, embedHost });
  const isSubscription = request.mode === "subscription";
  return {
    mode: request.mode,
    line_items: [{ ...lineOf(request), quantity: 1 }],
    ...(request.currency && "priceId" in request.line ? { currency: request.currency } : {}),
    locale: request.locale === "en" ? "en" : "auto",
    success_url: `${pageOf("/welcome")}?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${pageOf(request.cancelPath)}?${backQuery({ ...request.attribution, embedHost })}`,
    metadata: { ...credit, ...request.metadata },
    ...(isSubscription
      ? { subscription_data: { metadata: credit }, allow_promotion_codes: true }
      : // A pass counts its buyer, whom only a customer keeps apart from others.
        { customer_creation: "always" as const }),
  };
}

function lineOf({ line, currency }: CheckoutRequest): Stripe.Checkout.SessionCreateParams.LineItem {
  if ("priceId" in line) return { price: line.priceId };
  const { productId: product, amount: unit_amount, interval } = line;
  return { price_data: { currency: currency ?? "", product, unit_amount, recurring: { interval } } };
}

function mayNotWrite(cause: unknown): boolean {
  return (cause as { statusCode?: unknown }).statusCode === 403;
}

/** Whoever goes back and thinks again still comes from where they came from. */
function backQuery({ article, section, place, embedHost }: Attribution): URLSearchParams {
  const query = new URLSearchParams({ back: "1" });
  for (const [key, value] of Object.entries({ article, section, place, via: embedHost }))
    if (value) query.set(key, value.slice(0, MAX_METADATA));
  return query;
}

const MAX_METADATA = 200;

function attributionMetadata(attribution: Attribution): Record<string, string> {
  const pairs: [string, string | undefined][] = [
    ["muster_article", attribution.article],
    ["muster_section", attribution.section],
    ["muster_place", attribution.place],
    ["muster_embed", attribution.embedHost],
  ];
  return Object.fromEntries(
    pairs.flatMap(([key, value]) => (value ? [[key, value.slice(0, MAX_METADATA)]] : [])),
  );
}
