import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type Stripe from "stripe";
import { checkouts, ledger, stripeCustomers } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { type Gift, readGift } from "@/domain/gift/read-gift";
import { applyFacts } from "./apply-facts";
import { answeredAt, SUBSCRIPTION_PARTS, subscriptionFacts } from "./ask-stripe";
import type { Fact, Origin } from "./facts";
import { parseCheckout } from "./parse-objects";
import { readPassTerms } from "./pass-metadata";

export type Welcome =
  | {
      state: "paid";
      /** The newsroom's total at this reader's ledger row; null when the subscription does not count (free). */
      memberNumber: number | null;
      customerId: string | null;
    }
  | {
      state: "given";
      /** What was given; null when it is not one of ours any more. */
      gift: Gift | null;
    }
  | { state: "processing" | "unpaid" | "expired" };

/** What Stripe calls a Checkout session. */
export const SESSION_ID = /^cs_[A-Za-z0-9_]{8,200}$/;

/**
 * Reads a Checkout session from Stripe itself and applies it, so that the welcome is right even when webhooks are
 * late or off. A session opens nothing but this. Throws session_not_found, stripe_unavailable.
 */
export async function readWelcome(ctx: Ctx, sessionId: string): Promise<Welcome> {
  if (!SESSION_ID.test(sessionId)) throw unknownSession();
  const session = await retrieve(ctx, sessionId);
  if (session.status === "expired") return { state: "expired" };
  if (session.status === "open") return { state: "unpaid" };
  if (session.payment_status === "unpaid") return { state: "processing" };
  await applyFacts(ctx, [{ facts: sessionFacts(ctx, session) }]);
  await noteWelcome(ctx, session.id);
  const customerId = idOf(session.customer);
  const terms = readPassTerms(session.metadata);
  if (terms?.kind === "gift") return { state: "given", gift: await readGift(ctx, terms.id) };
  if (!customerId) return { state: "processing" };
  return { state: "paid", memberNumber: await memberNumber(ctx, customerId), customerId };
}

/** The first time that a welcome had to ask: staff are told when no webhook of it follows. */
async function noteWelcome(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.db
    .update(checkouts)
    .set({ welcomedAt: ctx.clock.now() })
    .where(and(eq(checkouts.id, sessionId), isNull(checkouts.welcomedAt)));
}

async function retrieve(ctx: Ctx, sessionId: string) {
  try {
    return await ctx.stripe.checkout.sessions.retrieve(sessionId, {
      expand: ["customer", ...SUBSCRIPTION_PARTS.map((part) => `subscription.${part}`)],
    });
  } catch (cause) {
    if ((cause as { code?: unknown }).code === "resource_missing") throw unknownSession();
    ctx.log.error({ err: cause }, "a welcome could not be read from Stripe");
    throw new DomainError("stripe_unavailable", "Stripe does not answer just now.", { cause });
  }
}

function sessionFacts(ctx: Ctx, session: Stripe.Checkout.Session): Fact[] {
  const at = answeredAt(session);
  const origin: Origin = { kind: "fetch", cause: "welcome" };
  const checkout = parseCheckout(session, { origin, at, emailHashKey: ctx.settings.emailHashKey });
  const { subscription, customer } = session;
  if (!subscription || typeof subscription === "string") return [checkout];
  const whole =
    customer && typeof customer === "object" && !customer.deleted
      ? { ...subscription, customer }
      : subscription;
  return [...subscriptionFacts(ctx, whole, origin, at), checkout];
}

/** Counted where this person last began to count: the ledger's running total there. */
async function memberNumber(ctx: Ctx, customerId: string): Promise<number | null> {
  const [customer] = await ctx.db
    .select({ memberId: stripeCustomers.memberId })
    .from(stripeCustomers)
    .where(eq(stripeCustomers.id, customerId));
  if (!customer) return null;
  const joins = await ctx.db
    .select({ total: ledger.total })
    .from(ledger)
    .where(and(eq(ledger.memberId, customer.memberId), gt(ledger.delta, 0)))
    .orderBy(desc(ledger.id))
    .limit(1);
  return joins[0]?.total ?? null;
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

function unknownSession(): DomainError {
  return new DomainError("session_not_found", "We do not know this payment. The link may be incomplete.");
}
