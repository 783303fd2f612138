import { desc, eq } from "drizzle-orm";
import { installation, stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Finding, ill, unsure, well } from "./finding";

/** Every type that can change who counts. */
export const NEEDED_EVENTS = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "customer.created",
  "customer.updated",
  "customer.deleted",
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "customer.subscription.paused",
  "customer.subscription.resumed",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice.marked_uncollectible",
  "invoice.voided",
  "invoice_payment.paid",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
] as const;

/** Longer than Stripe ever takes to send an event that it sends at all. */
const LATE_MS = 10 * 60_000;

/** Whether Stripe has an endpoint that sends here what is needed. */
export async function checkEndpoint(ctx: Ctx): Promise<Finding[]> {
  const url = `${ctx.settings.siteUrl}/api/stripe/webhook`;
  const how = `In Stripe (Developers, Webhooks) add the endpoint ${url} with snapshot payloads and these events: ${NEEDED_EVENTS.join(", ")}. Put its signing secret into STRIPE_WEBHOOK_SECRET.`;
  try {
    const endpoints = await ctx.stripe.webhookEndpoints
      .list({ limit: 100 })
      .autoPagingToArray({ limit: 500 });
    const ours = endpoints.filter((each) => samePlace(each.url, url));
    const [endpoint] = ours.filter((each) => each.status === "enabled");
    if (!endpoint) {
      return ours.length > 0
        ? [
            ill(
              "Webhook endpoint",
              `${url} is disabled in Stripe`,
              "Enable it in Stripe (Developers, Webhooks).",
            ),
          ]
        : [ill("Webhook endpoint", "Stripe has none that leads here", how)];
    }
    const missing = NEEDED_EVENTS.filter((type) => !covers(endpoint.enabled_events, type));
    return missing.length === 0
      ? [well("Webhook endpoint", `${endpoint.url} gets every event that counting needs`)]
      : [
          ill(
            "Webhook endpoint",
            `it does not get ${missing.join(", ")}`,
            "Add these to its events in Stripe (Developers, Webhooks).",
          ),
        ];
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 403) throw error;
    return [
      unsure(
        "Webhook endpoint",
        "the key may not list endpoints",
        `Allow Read for Webhook Endpoints, or look yourself. ${how}`,
      ),
    ];
  }
}

/** Whether what Stripe sent has arrived, and could be used. */
export async function checkArrivals(ctx: Ctx): Promise<Finding[]> {
  const findings: Finding[] = [];
  const newest = (await ctx.stripe.events.list({ limit: 1, types: [...NEEDED_EVENTS].slice(0, 20) })).data[0];
  const [state] = await ctx.db.select().from(installation);
  const [last] = await ctx.db.select().from(stripeEvents).orderBy(desc(stripeEvents.created)).limit(1);
  const newestAt = newest ? newest.created * 1000 : 0;
  const isLate = newestAt > (last?.created.getTime() ?? 0) && ctx.clock.now().getTime() - newestAt > LATE_MS;
  if (newest && isLate) {
    findings.push(
      ill(
        "Webhooks",
        `are not arriving: Stripe has ${newest.type} of ${new Date(newestAt).toISOString()}, the last here is of ${last?.created.toISOString() ?? "never"}`,
        "See the endpoint's failed deliveries in Stripe, and that nothing in front of this site refuses POST /api/stripe/webhook. Then run npm run stripe:reconcile.",
      ),
    );
  } else {
    const at = state?.lastWebhookAt?.toISOString();
    findings.push(well("Webhooks", at ? `the last arrived at ${at}` : "none is overdue"));
  }
  const failed = await ctx.db.$count(stripeEvents, eq(stripeEvents.outcome, "failed"));
  if (failed > 0) {
    findings.push(
      ill(
        "Inbox",
        `${failed} events could not be used`,
        "Run npm run stripe:replay -- --failed, which says why.",
      ),
    );
  }
  return findings;
}

function covers(enabled: readonly string[], type: string): boolean {
  return enabled.some((each) => each === "*" || each === type);
}

function samePlace(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [one, other] = [new URL(a), new URL(b)];
  const isLoopback = (host: string) => ["localhost", "127.0.0.1", "[::1]"].includes(host);
  const sameHost =
    one.hostname === other.hostname || (isLoopback(one.hostname) && isLoopback(other.hostname));
  return sameHost && one.port === other.port && one.pathname === other.pathname;
}
