import { inArray, or } from "drizzle-orm";
import { passes, payments, stripeCustomers } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { DisputeFact, Origin, RefundFact } from "@/domain/membership/facts";
import { disputeFacts, refundFacts } from "./account-facts";
import type { Found } from "./compare-page";
import { readDisputes, readRefunds } from "./read-account";

type MoneyFact = RefundFact | DisputeFact;
type PaymentRow = typeof payments.$inferSelect;

/** Refunds and disputes of our customers' payments that are not known as Stripe has them. */
export async function compareMoney(ctx: Ctx, origin: Origin): Promise<Found[]> {
  const found: Found[] = [];
  for await (const page of readRefunds(ctx)) {
    found.push(...(await comparePayments(ctx, refundFacts(ctx, page, origin))));
  }
  for await (const page of readDisputes(ctx)) {
    found.push(...(await comparePayments(ctx, disputeFacts(ctx, page, origin))));
  }
  return found;
}

async function comparePayments(ctx: Ctx, facts: readonly MoneyFact[]): Promise<Found[]> {
  const ids = facts.flatMap((fact) => [fact.paymentIntentId ?? [], fact.chargeId ?? []].flat());
  if (ids.length === 0) return [];
  const customerIds = facts.flatMap((fact) => (fact.kind === "refund" ? (fact.customerId ?? []) : []));
  const [held, terms, ours] = await Promise.all([
    ctx.db
      .select()
      .from(payments)
      .where(or(inArray(payments.id, ids), inArray(payments.chargeId, ids))),
    ctx.db.select({ id: passes.paymentIntentId }).from(passes).where(inArray(passes.paymentIntentId, ids)),
    ctx.db
      .select({ id: stripeCustomers.id })
      .from(stripeCustomers)
      .where(inArray(stripeCustomers.id, customerIds.length > 0 ? customerIds : [""])),
  ]);
  const isOurs = new Set(ours.map(({ id }) => id));
  // A gift's buyer need not be a customer of ours: the gift itself says that its payment is.
  const isTerm = new Set(terms.map(({ id }) => id));
  return facts.flatMap((fact) => {
    const row = held.find((each) => each.id === fact.paymentIntentId || each.chargeId === fact.chargeId);
    const matters =
      isTerm.has(fact.paymentIntentId ?? "") || (fact.kind === "refund" && isOurs.has(fact.customerId ?? ""));
    const known = row ? isKnown(row, fact) : !matters;
    if (known) return [];
    const subject = fact.paymentIntentId ?? fact.chargeId ?? "";
    return [{ difference: { kind: "money" as const, subject, detail: wordsOf(fact) }, facts: [fact] }];
  });
}

function isKnown(row: PaymentRow, fact: MoneyFact): boolean {
  return fact.kind === "refund"
    ? row.amountRefunded === (fact.amountRefunded ?? 0)
    : row.disputes[fact.disputeId]?.status === fact.status;
}

function wordsOf(fact: MoneyFact): string {
  return fact.kind === "refund"
    ? `${fact.amountRefunded} of ${fact.amount} minor units were refunded`
    : `disputed: ${fact.status}`;
}
