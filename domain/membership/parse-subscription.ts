import { z } from "zod";
import type { Attribution, SubscriptionState } from "./facts";
import { applyDiscounts, discountsEnd, readPrice } from "./read-price";
import { discountShape, itemsShape, metadata, reference, stripeTime } from "./stripe-shapes";
import { SUBSCRIPTION_STATUSES } from "./subscription-status";

const latestInvoice = z
  .union([
    z.string(),
    z.object({
      id: z.string(),
      status: z.string().nullish(),
      created: z.number().nullish(),
      due_date: z.number().nullish(),
      status_transitions: z.object({ finalized_at: z.number().nullish() }).nullish(),
    }),
  ])
  .nullish();

const shape = z.object({
  id: z.string(),
  customer: reference,
  status: z.enum(SUBSCRIPTION_STATUSES),
  items: itemsShape,
  discount: discountShape.nullish(),
  discounts: z.array(discountShape).nullish(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]).nullish(),
  pause_collection: z.object({}).nullish(),
  current_period_end: z.number().nullish(),
  cancel_at: z.number().nullish(),
  cancel_at_period_end: z.boolean().nullish(),
  start_date: z.number().nullish(),
  created: z.number(),
  ended_at: z.number().nullish(),
  latest_invoice: latestInvoice,
  metadata,
});

/** A Stripe subscription of any API version, as far as it is mirrored; `at` decides which discounts go on. */
export function parseSubscription(object: unknown, at: Date): SubscriptionState {
  const s = shape.parse(object);
  if (!s.customer) throw new z.ZodError([issue("customer", "a subscription without a customer")]);
  const items = s.items?.data ?? [];
  const price = readPrice(items);
  const discounts = [
    ...(s.discount ? [s.discount] : []),
    ...(s.discounts ?? []),
    ...items.flatMap((i) => i.discounts ?? []),
  ];
  const afterDiscounts = price.amount === null ? null : applyDiscounts(price.amount, discounts, at);
  const invoice = s.latest_invoice && typeof s.latest_invoice === "object" ? s.latest_invoice : null;
  const method = s.collection_method ?? "charge_automatically";
  return {
    id: s.id,
    customerId: s.customer,
    status: s.status,
    productId: price.productIds[0] ?? null,
    productIds: price.productIds,
    priceId: price.priceId,
    amount: price.amount,
    amountAfterDiscounts: afterDiscounts ?? null,
    discountEndsAt: discountsEnd(discounts, at),
    currency: price.currency,
    interval: price.interval,
    intervalCount: price.intervalCount,
    collectionMethod: method,
    collectionPaused: Boolean(s.pause_collection),
    currentPeriodEnd: periodEnd(s),
    cancelAt: toDate(s.cancel_at),
    cancelAtPeriodEnd: s.cancel_at_period_end ?? false,
    startedAt: toDate(s.start_date ?? s.created) ?? at,
    endedAt: toDate(s.ended_at),
    latestInvoiceId: typeof s.latest_invoice === "string" ? s.latest_invoice : (invoice?.id ?? null),
    pastDueSince:
      s.status === "past_due" && invoice?.status === "open"
        ? toDate(invoice.due_date ?? invoice.status_transitions?.finalized_at ?? invoice.created)
        : null,
    attribution: readAttribution(s.metadata),
    needsFetch: afterDiscounts === undefined || method === "send_invoice",
  };
}

const previousShape = shape.partial();

/** What `previous_attributes` of an `updated` event says was there before: only the parts it can tell. */
export function parsePreviousSubscription(attributes: unknown): Partial<SubscriptionState> {
  const parsed = previousShape.safeParse(attributes);
  if (!parsed.success) return {};
  const p = parsed.data;
  const raw = attributes as Record<string, unknown>;
  const before: Partial<SubscriptionState> = {};
  if (p.status) before.status = p.status;
  if ("cancel_at" in raw) before.cancelAt = toDate(p.cancel_at);
  if (typeof p.cancel_at_period_end === "boolean") before.cancelAtPeriodEnd = p.cancel_at_period_end;
  if ("pause_collection" in raw) before.collectionPaused = Boolean(p.pause_collection);
  if (p.items) {
    const price = readPrice(p.items.data);
    before.priceId = price.priceId;
    before.amount = price.amount;
    before.currentPeriodEnd = periodEnd(p);
  } else if (p.current_period_end) {
    before.currentPeriodEnd = toDate(p.current_period_end);
  }
  if (typeof p.latest_invoice === "string") before.latestInvoiceId = p.latest_invoice;
  return before;
}

/** Where a join came from: our own metadata, else what Ghost writes on its Checkout sessions. */
export function readAttribution(meta: Record<string, string> | null | undefined): Attribution | null {
  if (!meta) return null;
  const found: Attribution = {
    article: meta.muster_article ?? (meta.attribution_type === "post" ? meta.attribution_url : undefined),
    section: meta.muster_section,
    place: meta.muster_place,
    embedHost: meta.muster_embed,
    referrer: meta.referrer_source,
  };
  const known = Object.entries(found).filter(([, value]) => value);
  return known.length > 0 ? Object.fromEntries(known) : null;
}

/** Top level before basil (2025-03-31), on the items since: the last of them. */
function periodEnd(s: z.output<typeof previousShape>): Date | null {
  const ends = (s.items?.data ?? []).flatMap((item) => item.current_period_end ?? []);
  return toDate(s.current_period_end ?? (ends.length > 0 ? Math.max(...ends) : null));
}

function toDate(seconds: number | null | undefined): Date | null {
  return seconds === null || seconds === undefined ? null : stripeTime.parse(seconds);
}

function issue(path: string, message: string) {
  return { code: "custom" as const, path: [path], message, input: undefined };
}
