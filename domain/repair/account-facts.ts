import type Stripe from "stripe";
import type { Ctx } from "@/domain/context";
import { subscriptionFacts } from "@/domain/membership/ask-stripe";
import type { DisputeFact, Fact, Origin, RefundFact } from "@/domain/membership/facts";
import {
  parseCharge,
  parseDispute,
  parseInvoicePayment,
  type Statement,
} from "@/domain/membership/parse-objects";
import { tellLateness } from "@/domain/membership/tell-lateness";
import { type Page, patiently } from "./read-account";

/** What a page of subscriptions says, a list each, with since when the late ones have been late. */
export async function pageFacts(
  ctx: Ctx,
  page: Page<Stripe.Subscription>,
  origin: Origin,
): Promise<Fact[][]> {
  const said = page.data.map((each) => factsOf(ctx, each, origin, page.at));
  const told = await patiently(ctx, () => tellLateness(ctx, said.flat()));
  let end = 0;
  return said.map(({ length }) => {
    end += length;
    return told.slice(end - length, end);
  });
}

/** Everything a listed subscription says: its customer, its latest invoice with what paid it, itself. */
export function factsOf(ctx: Ctx, subscription: Stripe.Subscription, origin: Origin, at: Date): Fact[] {
  const statement = statementOf(ctx, origin, at);
  return [...paymentLinks(subscription, statement), ...subscriptionFacts(ctx, subscription, origin, at)];
}

/** Which payments paid the latest invoice: the only way from a refund back to its subscription. */
function paymentLinks(subscription: Stripe.Subscription, statement: Statement): Fact[] {
  const invoice = subscription.latest_invoice;
  if (!invoice || typeof invoice === "string") return [];
  return (invoice.payments?.data ?? []).flatMap(
    (payment) => parseInvoicePayment({ ...payment, invoice: invoice.id }, statement) ?? [],
  );
}

/** What came back of the payments on a page of refunds; one statement a charge. */
export function refundFacts(ctx: Ctx, page: Page<Stripe.Refund>, origin: Origin): RefundFact[] {
  const charges = new Map<string, Stripe.Charge>();
  for (const { charge } of page.data) {
    if (charge && typeof charge === "object") charges.set(charge.id, charge);
  }
  return [...charges.values()].map((charge) => parseCharge(charge, statementOf(ctx, origin, page.at)));
}

export function disputeFacts(ctx: Ctx, page: Page<Stripe.Dispute>, origin: Origin): DisputeFact[] {
  return page.data.map((dispute) => parseDispute(dispute, statementOf(ctx, origin, page.at)));
}

function statementOf(ctx: Ctx, origin: Origin, at: Date): Statement {
  return { origin, at, emailHashKey: ctx.settings.emailHashKey };
}
