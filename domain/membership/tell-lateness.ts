import type Stripe from "stripe";
import type { Ctx } from "@/domain/context";
import { GRACE_MS } from "./counting-policy";
import type { Fact, SubscriptionFact } from "./facts";

/** Invoices of one run of lateness: a year of monthly ones is twice as long as Stripe tries. */
const INVOICES = 24;
const AT_ONCE = 5;

/**
 * Stripe keeps asking for the next month's money while the last one's is missing, and shows since when a subscription
 * is late nowhere: it is in its invoices. Asks for those of every late subscription whose newest is too young to tell.
 */
export async function tellLateness(ctx: Ctx, facts: readonly Fact[]): Promise<Fact[]> {
  const told = [...facts];
  const open = told.flatMap((fact, index) => (isUnclear(fact) ? [{ fact, index }] : []));
  while (open.length > 0) {
    await Promise.all(
      open.splice(0, AT_ONCE).map(async ({ fact, index }) => {
        const { data } = await ctx.stripe.invoices.list({ subscription: fact.state.id, limit: INVOICES });
        const pastDueSince = lateSince(data) ?? fact.state.pastDueSince ?? null;
        told[index] = { ...fact, state: { ...fact.state, pastDueSince } };
      }),
    );
  }
  return told;
}

/** One whose newest missing payment is out of grace already is late enough, whatever was before. */
function isUnclear(fact: Fact): fact is SubscriptionFact {
  if (fact.kind !== "subscription" || fact.state.status !== "past_due") return false;
  const { pastDueSince } = fact.state;
  return !pastDueSince || fact.at.getTime() - pastDueSince.getTime() < GRACE_MS;
}

/**
 * Since when money has been missing without a pause, by invoices newest first: back through each that was not
 * settled yet when the next one fell due. Null when none is missing.
 */
export function lateSince(invoices: readonly InvoiceTimes[]): Date | null {
  let since: number | null = null;
  for (const invoice of invoices) {
    if (invoice.status === "draft") continue;
    const settled = settledAt(invoice);
    if (settled !== null && (since === null || settled <= since)) return toDate(since);
    since = fellDueAt(invoice);
  }
  return toDate(since);
}

type InvoiceTimes = Pick<Stripe.Invoice, "status" | "created" | "due_date" | "status_transitions">;

function settledAt({ status, created, status_transitions: times }: InvoiceTimes): number | null {
  if (status === "open") return null;
  return times?.paid_at ?? times?.voided_at ?? times?.marked_uncollectible_at ?? created;
}

function fellDueAt({ due_date, created, status_transitions: times }: InvoiceTimes): number {
  return due_date ?? times?.finalized_at ?? created;
}

function toDate(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1_000);
}
