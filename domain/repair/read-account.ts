import type Stripe from "stripe";
import type { Ctx } from "@/domain/context";
import { answeredAt } from "@/domain/membership/ask-stripe";

const PAGE = 100;
const RETRIES_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

/** One page of a list of Stripe's, with Stripe's own time of the answer. */
export interface Page<T> {
  data: T[];
  at: Date;
  hasMore: boolean;
}

/**
 * The subscriptions of every status, newest first, a hundred at a time, with all that decides whether they count:
 * customer, discounts, latest invoice and what paid it. Nothing more need be asked for any of them.
 */
export function readSubscriptions(
  ctx: Ctx,
  { after, createdSince }: { after?: string | null; createdSince?: Date },
): Promise<Page<Stripe.Subscription>> {
  return page(ctx, () =>
    ctx.stripe.subscriptions.list({
      status: "all",
      limit: PAGE,
      expand: ["data.customer", "data.discounts.source.coupon", "data.latest_invoice.payments"],
      ...(after ? { starting_after: after } : {}),
      ...(createdSince ? { created: { gte: Math.floor(createdSince.getTime() / 1000) } } : {}),
    }),
  );
}

/** Every Checkout that was completed and opened since a time, with the charge that paid it. */
export async function* readCheckouts(ctx: Ctx, since: Date): AsyncGenerator<Page<Stripe.Checkout.Session>> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const expand = ["data.payment_intent.latest_charge"];
  yield* pages(ctx, (after) =>
    ctx.stripe.checkout.sessions.list({
      limit: PAGE,
      status: "complete",
      created,
      expand,
      ...startingAfter(after),
    }),
  );
}

/** Every refund with its charge, which says in full how much came back. */
export async function* readRefunds(ctx: Ctx): AsyncGenerator<Page<Stripe.Refund>> {
  yield* pages(ctx, (after) =>
    ctx.stripe.refunds.list({ limit: PAGE, expand: ["data.charge"], ...startingAfter(after) }),
  );
}

/** Every dispute, open, won and lost. */
export async function* readDisputes(ctx: Ctx): AsyncGenerator<Page<Stripe.Dispute>> {
  yield* pages(ctx, (after) => ctx.stripe.disputes.list({ limit: PAGE, ...startingAfter(after) }));
}

/** Every event that Stripe still lists since a time, newest first. */
export async function* readEvents(ctx: Ctx, since: Date): AsyncGenerator<Page<Stripe.Event>> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  yield* pages(ctx, (after) => ctx.stripe.events.list({ limit: PAGE, created, ...startingAfter(after) }));
}

/** What Stripe could not deliver to every endpoint, newest first. */
export async function* readUndelivered(ctx: Ctx): AsyncGenerator<Page<Stripe.Event>> {
  yield* pages(ctx, (after) =>
    ctx.stripe.events.list({ limit: PAGE, delivery_success: false, ...startingAfter(after) }),
  );
}

function startingAfter(after: string | null): { starting_after?: string } {
  return after ? { starting_after: after } : {};
}

async function* pages<T extends { id: string }>(
  ctx: Ctx,
  list: (after: string | null) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<Page<T>> {
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const read: Page<T> = await page(ctx, () => list(from));
    yield read;
    after = read.data.at(-1)?.id ?? null;
    if (!read.hasMore || !after) return;
  }
}

async function page<T>(ctx: Ctx, list: () => Promise<Stripe.ApiList<T>>): Promise<Page<T>> {
  const answer = await patiently(ctx, list);
  return { data: answer.data, at: answeredAt(answer), hasMore: answer.has_more };
}

/** Asks again, for half a minute in all, while Stripe is away or says that it was asked too often. */
export async function patiently<T>(ctx: Ctx, ask: () => Promise<T>): Promise<T> {
  for (const wait of RETRIES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      ctx.log.warn({ err: error, waitMs: wait }, "Stripe did not answer; it will be asked again");
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return ask();
}

function isPassing(error: unknown): boolean {
  const { type, statusCode } = error as { type?: string; statusCode?: number };
  return type === "StripeConnectionError" || statusCode === 429 || (statusCode ?? 0) >= 500;
}
