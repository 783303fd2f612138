import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { type Locale, localPath } from "@/domain/locale";

/**
 * The address where a reader manages the membership: the newsroom's own page, Stripe's portal straight after a
 * Checkout of this browser, else the portal's own e-mail login page. Throws session_not_found, stripe_unavailable.
 */
export async function openPortal(
  ctx: Ctx,
  { sessionId, locale }: { sessionId: string | null; locale: Locale },
): Promise<{ url: string }> {
  if (ctx.settings.accountUrl) return { url: ctx.settings.accountUrl };
  try {
    return sessionId ? await portalOf(ctx, sessionId, locale) : await portalLogin(ctx);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    ctx.log.error({ err: cause }, "the billing portal could not be opened");
    throw new DomainError(
      "stripe_unavailable",
      "The account page does not answer. Please try again in a moment.",
      { cause },
    );
  }
}

/** How long after its Checkout a session opens the portal by itself; afterwards the portal asks for the e-mail. */
const SESSION_OPENS_PORTAL_MS = 60 * 60_000;

async function portalOf(ctx: Ctx, sessionId: string, locale: Locale): Promise<{ url: string }> {
  const session = await ctx.stripe.checkout.sessions.retrieve(sessionId);
  const customer = typeof session.customer === "string" ? session.customer : session.customer?.id;
  const isFresh = ctx.clock.now().getTime() - session.created * 1000 < SESSION_OPENS_PORTAL_MS;
  if (!customer || !isFresh || session.status !== "complete") return portalLogin(ctx);
  const portal = await ctx.stripe.billingPortal.sessions.create({
    customer,
    locale: locale === "en" ? "en" : "auto",
    return_url: `${ctx.settings.siteUrl}${localPath(locale, "/account")}?back=1`,
  });
  return { url: portal.url };
}

async function portalLogin(ctx: Ctx): Promise<{ url: string }> {
  const { data } = await ctx.stripe.billingPortal.configurations.list({
    active: true,
    is_default: true,
    limit: 1,
  });
  const url = data[0]?.login_page?.url;
  if (!url) {
    throw new DomainError(
      "stripe_unavailable",
      "The newsroom has not switched on Stripe's login page yet. Please write to us.",
    );
  }
  return { url };
}
