import type { Ctx } from "@/domain/context";
import type { Fact, Origin } from "@/domain/membership/facts";
import { disputeFacts, refundFacts } from "./account-facts";
import { readDisputes, readRefunds } from "./read-account";

/** What a set of subscriptions was paid by, as far as it decides whose refunds matter. */
interface Paid {
  payments: Set<string>;
  /** Customers whose latest invoice is not the one they last paid. */
  behind: Set<string>;
}

/**
 * Refunds and disputes that may change who counts: of payments of a latest invoice, and of customers whose latest
 * invoice is unpaid. A shop's own refunds in the same account are left alone.
 */
export async function readMoneyBack(
  ctx: Ctx,
  origin: Origin,
  staged: AsyncIterable<readonly Fact[]>,
): Promise<Fact[]> {
  const paid: Paid = { payments: new Set(), behind: new Set() };
  for await (const facts of staged) for (const fact of facts) note(paid, fact);
  const found: Fact[] = [];
  for await (const page of readRefunds(ctx)) {
    for (const fact of refundFacts(ctx, page, origin)) {
      const isOurs = paid.payments.has(fact.paymentIntentId ?? "") || paid.behind.has(fact.customerId ?? "");
      if (isOurs) found.push(fact);
    }
  }
  for await (const page of readDisputes(ctx)) {
    found.push(
      ...disputeFacts(ctx, page, origin).filter((fact) => paid.payments.has(fact.paymentIntentId ?? "")),
    );
  }
  return found;
}

function note(paid: Paid, fact: Fact): void {
  if (fact.kind === "invoice_payment") paid.payments.add(fact.paymentIntentId);
  if (fact.kind === "invoice" && !fact.paidAt && fact.customerId) paid.behind.add(fact.customerId);
}
