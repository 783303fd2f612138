import type { Ctx } from "@/domain/context";
import { creditHost } from "@/domain/embed/credit-host";
import { DomainError } from "@/domain/errors";
import type { Locale } from "@/domain/locale";
import type { Attribution } from "./facts";
import { listPlans } from "./list-plans";

export interface CheckoutStart {
  priceId: string;
  locale: Locale;
  /** One per visit of the form: a double click asks for one session, not two. */
  attempt: string;
  attribution: Attribution;
}

/** Opens Stripe's Checkout for a plan; gives its address and id. Throws plan_not_found, stripe_unavailable. */
export async function startCheckout(
  ctx: Ctx,
  start: CheckoutStart,
): Promise<{ url: string; sessionId: string }> {
  const plan = (await listPlans(ctx)).find((known) => known.priceId === start.priceId);
  if (!plan)
    throw new DomainError("plan_not_found", "This plan is not offered any more. Please choose again.");
  const { siteUrl } = ctx.settings;
  const path = start.locale === "en" ? "" : `/${start.locale}`;
  const embedHost = await creditHost(ctx, start.attribution.embedHost);
  const metadata = attributionMetadata({ ...start.attribution, embedHost });
  try {
    const session = await ctx.stripe.checkout.sessions.create(
      {
        mode: "subscription",
        line_items: [{ price: plan.priceId, quantity: 1 }],
        locale: start.locale === "en" ? "en" : "auto",
        success_url: `${siteUrl}${path}/welcome?session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: `${siteUrl}${path}/join?${backQuery({ ...start.attribution, embedHost })}`,
        metadata,
        subscription_data: { metadata },
      },
      { idempotencyKey: `join-${start.attempt}-${plan.priceId}-${start.locale}` },
    );
    if (!session.url) throw new Error("Stripe opened a Checkout session without an address");
    return { url: session.url, sessionId: session.id };
  } catch (cause) {
    ctx.log.error({ err: cause }, "Checkout could not be opened");
    throw new DomainError("stripe_unavailable", "The payment page does not answer. Nothing was charged.", {
      cause,
    });
  }
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
