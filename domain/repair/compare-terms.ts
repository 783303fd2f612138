import { inArray } from "drizzle-orm";
import type Stripe from "stripe";
import { installation, passes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { CheckoutFact, Origin, PassTerms } from "@/domain/membership/facts";
import { parseCheckout } from "@/domain/membership/parse-objects";
import { readPassTerms } from "@/domain/membership/pass-metadata";
import type { Found } from "./compare-page";
import { readCheckouts } from "./read-account";

/** A Checkout may be paid until a day after it was opened. */
const OPEN_FOR_MS = 86_400_000;

type PaidTerm = CheckoutFact & { pass: PassTerms };

/**
 * Gifts and passes that were paid for and are not held, since a time or since this newsroom began. Their events may be
 * older than Stripe lists any. A key that may not read Checkouts sells nothing, so then there is nothing to look for.
 */
export async function compareTerms(ctx: Ctx, origin: Origin, since?: Date): Promise<Found[]> {
  const [state] = await ctx.db.select({ createdAt: installation.createdAt }).from(installation);
  const from = since ?? state?.createdAt ?? ctx.clock.now();
  const found: Found[] = [];
  try {
    for await (const page of readCheckouts(ctx, new Date(from.getTime() - OPEN_FOR_MS))) {
      const paid = page.data.flatMap((session) => paidTerm(ctx, session, origin, page.at) ?? []);
      found.push(...(await notHeld(ctx, paid)));
    }
  } catch (error) {
    if ((error as { type?: unknown }).type !== "StripePermissionError") throw error;
    ctx.log.warn(
      { err: error },
      "this key may not read Checkouts: missed gifts and passes were not looked for",
    );
  }
  return found;
}

async function notHeld(ctx: Ctx, paid: readonly PaidTerm[]): Promise<Found[]> {
  if (paid.length === 0) return [];
  const ids = paid.map((fact) => fact.pass.id);
  const rows = await ctx.db.select({ id: passes.id }).from(passes).where(inArray(passes.id, ids));
  const held = new Set(rows.map(({ id }) => id));
  return paid
    .filter((fact) => !held.has(fact.pass.id))
    .map((fact) => ({
      difference: { kind: "missing", subject: fact.pass.id, detail: `a paid ${fact.pass.kind} was not held` },
      facts: [fact],
    }));
}

function paidTerm(
  ctx: Ctx,
  session: Stripe.Checkout.Session,
  origin: Origin,
  answeredAt: Date,
): PaidTerm | null {
  if (session.mode !== "payment" || session.payment_status !== "paid" || !isTerm(session)) return null;
  const at = paidAt(session) ?? answeredAt;
  const fact = parseCheckout(session, { origin, at, emailHashKey: ctx.settings.emailHashKey });
  return fact.pass && fact.paymentIntentId ? { ...fact, pass: fact.pass } : null;
}

/** Somebody else's metadata may look like ours and say nonsense: that is no gift. */
function isTerm(session: Stripe.Checkout.Session): boolean {
  try {
    return readPassTerms(session.metadata) !== null;
  } catch {
    return false;
  }
}

/** A term begins when it was paid for. */
function paidAt({ payment_intent: intent }: Stripe.Checkout.Session): Date | null {
  const charge = intent && typeof intent === "object" ? intent.latest_charge : null;
  return charge && typeof charge === "object" ? new Date(charge.created * 1_000) : null;
}
