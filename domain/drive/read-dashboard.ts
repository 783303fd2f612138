import { desc, eq, gte, sql } from "drizzle-orm";
import {
  hourTotals,
  installation,
  ledger,
  prices,
  stripeEvents,
  subscriptions,
  unsettled,
} from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { joinedSum, leftSum } from "@/domain/outlook/movement";
import { isLeaving } from "@/domain/outlook/who-counts-now";
import type { DriveSnapshot } from "./progress";
import { startOfDay } from "./start-of-day";

const FEED_LENGTH = 20;

/** One anonymous change of who counts. */
export interface FeedEntry {
  id: string;
  at: Date;
  delta: number;
  kind: (typeof ledger.$inferSelect)["kind"];
  cause: (typeof ledger.$inferSelect)["cause"];
  /** As Stripe's lookup key or interval says, such as "monthly". */
  plan: string | null;
  country: string | null;
}

export interface Dashboard {
  snapshot: DriveSnapshot | null;
  /** The newsroom's running total, also while a drive is held. */
  liveCount: number;
  /** In the drive's own day; imports and corrections are left out. */
  today: { joined: number; left: number; net: number };
  lastWebhookAt: Date | null;
  unsettled: number;
  failedEvents: number;
  /** Counting, and set to end. */
  leaving: number;
  /** Free memberships: shown, not in the total. */
  free: number;
  feed: FeedEntry[];
}

/** Everything the staff's first page shows, in a handful of indexed queries. */
export async function readDashboard(ctx: Ctx): Promise<Dashboard> {
  const snapshot = ctx.feed.read("current") ?? null;
  const midnight = startOfDay(ctx.clock.now(), snapshot?.progress.timezone ?? "UTC");
  const [today, state, counts, feed] = await Promise.all([
    readToday(ctx, midnight),
    ctx.db.select().from(installation),
    readCounts(ctx),
    readFeed(ctx),
  ]);
  return {
    snapshot,
    liveCount: state[0]?.total ?? 0,
    today,
    lastWebhookAt: state[0]?.lastWebhookAt ?? null,
    ...counts,
    feed,
  };
}

async function readToday(ctx: Ctx, midnight: Date): Promise<Dashboard["today"]> {
  const [row] = await ctx.db
    .select({ joined: joinedSum(hourTotals), left: leftSum(hourTotals) })
    .from(hourTotals)
    .where(gte(hourTotals.hour, midnight));
  const { joined, left } = row ?? { joined: 0, left: 0 };
  return { joined, left, net: joined - left };
}

async function readCounts(
  ctx: Ctx,
): Promise<Pick<Dashboard, "unsettled" | "failedEvents" | "leaving" | "free">> {
  const n = sql<number>`count(*)::int`;
  const [waiting, failed, leaving, free] = await Promise.all([
    ctx.db.select({ n }).from(unsettled),
    ctx.db.select({ n }).from(stripeEvents).where(eq(stripeEvents.outcome, "failed")),
    ctx.db.select({ n }).from(subscriptions).where(isLeaving),
    ctx.db.select({ n }).from(subscriptions).where(eq(subscriptions.reason, "free")),
  ]);
  return {
    unsettled: waiting[0]?.n ?? 0,
    failedEvents: failed[0]?.n ?? 0,
    leaving: leaving[0]?.n ?? 0,
    free: free[0]?.n ?? 0,
  };
}

async function readFeed(ctx: Ctx): Promise<FeedEntry[]> {
  const rows = await ctx.db
    .select({ row: ledger, lookupKey: prices.lookupKey, interval: prices.interval })
    .from(ledger)
    .leftJoin(prices, eq(prices.id, ledger.planId))
    .orderBy(desc(ledger.id))
    .limit(FEED_LENGTH);
  return rows.map(({ row, lookupKey, interval }) => ({
    id: String(row.id),
    at: row.at,
    delta: row.delta,
    kind: row.kind,
    cause: row.cause,
    plan: lookupKey ?? interval,
    country: row.country,
  }));
}
