import type Stripe from "stripe";
import type { Ctx } from "@/domain/context";
import type { Fact, Origin } from "./facts";
import {
  parseCharge,
  parseCustomer,
  parseInvoice,
  parseInvoicePayment,
  type Statement,
} from "./parse-objects";
import type { Subject } from "./parse-stripe-event";
import { parseSubscription } from "./parse-subscription";
import { tellLateness } from "./tell-lateness";

/** Stripe does not know the subject: kept, flagged and shown rather than forgotten. */
export class SubjectUnknownError extends Error {
  override readonly name = "SubjectUnknownError";
}

/** What decides about a subscription beside itself: what its coupons take off, and its latest invoice. */
export const SUBSCRIPTION_PARTS = ["discounts.source.coupon", "latest_invoice"] as const;

/** What Stripe says now about a subject, as facts whose time is the answer's `Date` header. */
export async function answerFromStripe(ctx: Ctx, kind: Subject["kind"], id: string): Promise<Fact[]> {
  try {
    if (kind === "subscription") return await askSubscription(ctx, id, { kind: "fetch", cause: "settle" });
    if (kind === "customer") return await askCustomer(ctx, id);
    return await askPayment(ctx, id);
  } catch (error) {
    if (isMissing(error)) throw new SubjectUnknownError(`Stripe knows no ${kind} ${id}`, { cause: error });
    throw error;
  }
}

/** Everything that decides whether a subscription counts: itself, discounts, invoices. */
export async function askSubscription(ctx: Ctx, id: string, origin: Origin): Promise<Fact[]> {
  const subscription = await ctx.stripe.subscriptions.retrieve(id, {
    expand: [...SUBSCRIPTION_PARTS],
  });
  return tellLateness(ctx, subscriptionFacts(ctx, subscription, origin, answeredAt(subscription)));
}

/** The facts in a fetched subscription, its customer and latest invoice included where expanded. */
export function subscriptionFacts(
  ctx: Ctx,
  subscription: Stripe.Subscription,
  origin: Origin,
  at: Date,
): Fact[] {
  const statement: Statement = { origin, at, emailHashKey: ctx.settings.emailHashKey };
  const facts: Fact[] = [];
  if (typeof subscription.customer === "object") facts.push(parseCustomer(subscription.customer, statement));
  // The invoice first, so that the subscription finds its payment.
  if (subscription.latest_invoice && typeof subscription.latest_invoice === "object") {
    facts.push(parseInvoice(subscription.latest_invoice, statement));
  }
  facts.push({
    kind: "subscription",
    origin,
    at,
    created: false,
    state: parseSubscription(subscription, at),
  });
  return facts;
}

async function askCustomer(ctx: Ctx, id: string): Promise<Fact[]> {
  const customer = await ctx.stripe.customers.retrieve(id);
  return [parseCustomer(customer, statementOf(ctx, answeredAt(customer)))];
}

/** A payment's charge says what came back; its invoice payments say which subscription it paid. */
async function askPayment(ctx: Ctx, id: string): Promise<Fact[]> {
  const charge = id.startsWith("pi_") ? await latestCharge(ctx, id) : await ctx.stripe.charges.retrieve(id);
  if (!charge) return [];
  const statement = statementOf(ctx, answeredAt(charge));
  const refund = parseCharge(charge, statement);
  if (!refund.paymentIntentId) return [refund];
  const { data } = await ctx.stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: refund.paymentIntentId },
    expand: ["data.invoice"],
  });
  const links: Fact[] = [];
  for (const payment of data) {
    if (payment.invoice && typeof payment.invoice === "object")
      links.push(parseInvoice(payment.invoice, statement));
    const link = parseInvoicePayment(payment, statement);
    if (link) links.push(link);
  }
  return [...links, refund];
}

async function latestCharge(ctx: Ctx, paymentIntentId: string): Promise<Stripe.Charge | null> {
  const intent = await ctx.stripe.paymentIntents.retrieve(paymentIntentId, { expand: ["latest_charge"] });
  const charge = intent.latest_charge;
  return charge && typeof charge === "object"
    ? Object.assign(charge, { lastResponse: intent.lastResponse })
    : null;
}

function statementOf(ctx: Ctx, at: Date): Statement {
  return { origin: { kind: "fetch", cause: "settle" }, at, emailHashKey: ctx.settings.emailHashKey };
}

/** The watermark of an answer is Stripe's own clock, never ours. */
export function answeredAt(answer: unknown): Date {
  const headers = (answer as { lastResponse?: { headers?: Record<string, string> } }).lastResponse?.headers;
  const date = new Date(headers?.date ?? "");
  if (Number.isNaN(date.getTime())) throw new Error("Stripe's answer carried no Date header");
  return date;
}

/** Whether Stripe did not answer, failed, or asked us to slow down: nothing else would fare better now. */
export function isStripeAway(error: unknown): boolean {
  const { type } = (error ?? {}) as { type?: unknown };
  return type === "StripeConnectionError" || type === "StripeRateLimitError" || type === "StripeAPIError";
}

function isMissing(error: unknown): boolean {
  return (error as { code?: unknown }).code === "resource_missing";
}
