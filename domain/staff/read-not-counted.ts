import { count, desc, eq, max, sql } from "drizzle-orm";
import { installation, products, stripeEvents, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Foreign, foreignEvent } from "@/domain/membership/whose-event";

const LISTED = 20;

/** Events that came and are none of ours, by whose they are. */
export interface ForeignEvents {
  why: Foreign;
  livemode: boolean;
  account: string | null;
  events: number;
  lastAt: Date;
}

/** Subscriptions to a product that is not on the list, which came and do not count. */
export interface OtherProduct {
  id: string | null;
  /** Null while the catalogue does not know it. */
  name: string | null;
  subscriptions: number;
  lastAt: Date;
}

/** What Stripe told us of that is kept and never moves the number, with why. */
export interface NotCounted {
  ours: { livemode: boolean; account: string | null };
  foreign: ForeignEvents[];
  /** The newest of them. */
  events: { id: string; type: string; receivedAt: Date; livemode: boolean; account: string | null }[];
  otherProducts: OtherProduct[];
}

/** Reads what came and does not count because of whose, or of what product, it is. The caller checks the role. */
export async function readNotCounted(ctx: Ctx): Promise<NotCounted> {
  const [state, groups, events, otherProducts] = await Promise.all([
    ctx.db.select({ account: installation.stripeAccount }).from(installation),
    readForeign(ctx),
    ctx.db
      .select({
        id: stripeEvents.id,
        type: stripeEvents.type,
        receivedAt: stripeEvents.receivedAt,
        livemode: stripeEvents.livemode,
        account: stripeEvents.account,
      })
      .from(stripeEvents)
      .where(eq(stripeEvents.outcome, "not_ours"))
      .orderBy(desc(stripeEvents.receivedAt))
      .limit(LISTED),
    readOtherProducts(ctx),
  ]);
  const ours = { livemode: ctx.settings.livemode, account: state[0]?.account ?? null };
  const foreign = groups.map((group) => ({
    ...group,
    // The key may have changed since; what was not ours then was of another account or mode.
    why: foreignEvent(group, ours) ?? (group.account ? ("other_account" as const) : ("other_mode" as const)),
  }));
  return { ours, foreign, events, otherProducts };
}

function readForeign(ctx: Ctx): Promise<Omit<ForeignEvents, "why">[]> {
  return ctx.db
    .select({
      livemode: stripeEvents.livemode,
      account: stripeEvents.account,
      events: count(),
      lastAt: sql<Date>`max(${stripeEvents.receivedAt})`.mapWith(stripeEvents.receivedAt),
    })
    .from(stripeEvents)
    .where(eq(stripeEvents.outcome, "not_ours"))
    .groupBy(stripeEvents.livemode, stripeEvents.account)
    .orderBy(desc(max(stripeEvents.receivedAt)))
    .limit(LISTED);
}

function readOtherProducts(ctx: Ctx): Promise<OtherProduct[]> {
  return ctx.db
    .select({
      id: subscriptions.productId,
      name: products.name,
      subscriptions: count(),
      lastAt: sql<Date>`max(${subscriptions.appliedAt})`.mapWith(subscriptions.appliedAt),
    })
    .from(subscriptions)
    .leftJoin(products, eq(products.id, subscriptions.productId))
    .where(eq(subscriptions.reason, "other_product"))
    .groupBy(subscriptions.productId, products.name)
    .orderBy(desc(count()))
    .limit(LISTED);
}
