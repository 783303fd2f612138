import { and, desc, gte, lt, type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { hourlyStats, hourTotals, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { dayOf } from "@/domain/drive/start-of-day";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";
import { isMovement, joinedSum } from "./movement";
import { endingDay, isFailing, isLeaving } from "./who-counts-now";

const LISTED = 8;

/** What the total was made of between two moments: the parts add up to the difference, always. */
export interface Movement {
  from: Date;
  to: Date;
  before: number;
  after: number;
  parts: MovementPart[];
  /** The same parts in the stretch of time just before, for comparison. */
  previous: MovementPart[];
  /** Where people who joined came from. */
  origins: { by: Origin; rows: { name: string; joined: number }[] }[];
}

export const MOVEMENT_PARTS = [
  "new",
  "returned",
  "switched",
  "left",
  "gifts",
  "passes",
  "sources",
  "corrections",
  "steps",
] as const;

export interface MovementPart {
  part: (typeof MOVEMENT_PARTS)[number];
  change: number;
}

export const ORIGINS = ["article", "section", "place", "embedHost"] as const;
export type Origin = (typeof ORIGINS)[number];

/** What moved the newsroom's total in the last `days` local days, the running one included. Any role. */
export async function readMovement(
  ctx: Ctx,
  staff: StaffMember | null,
  { days, timezone, total }: { days: number; timezone: string; total: number },
): Promise<Movement> {
  requireRole(staff, "viewer");
  const to = ctx.clock.now();
  const from = daysBack(to, days - 1, timezone);
  const earlier = daysBack(to, 2 * days - 1, timezone);
  const [parts, previous, ...origins] = await Promise.all([
    readParts(ctx, gte(hourTotals.hour, from)),
    readParts(ctx, and(gte(hourTotals.hour, earlier), lt(hourTotals.hour, from))),
    ...ORIGINS.map((by) => readOrigins(ctx, by, from)),
  ]);
  const change = parts.reduce((sum, part) => sum + part.change, 0);
  return { from, to, before: total - change, after: total, parts, previous, origins };
}

function daysBack(now: Date, days: number, timezone: string): Date {
  const day = Temporal.PlainDate.from(dayOf(now, timezone)).subtract({ days });
  return new Date(day.toZonedDateTime(timezone).epochMilliseconds);
}

async function readParts(ctx: Ctx, within: SQL | undefined): Promise<MovementPart[]> {
  const { kind, gained, lost, firsts, switched } = hourTotals;
  const moved = isMovement(hourTotals);
  const sum = (amount: SQL, where: SQL) =>
    sql<number>`coalesce(sum(${amount}) filter (where ${where}), 0)::int`;
  const isKind = (name: string) => sql`${moved} and ${kind} = ${name}`;
  const net = sql`${gained} - ${lost}`;
  const isSource = sql`${kind} = 'source'`;
  const [row] = await ctx.db
    .select({
      new: sum(sql`${firsts}`, isKind("subscription")),
      returned: sum(sql`${gained} - ${firsts} - ${switched}`, isKind("subscription")),
      switched: sum(sql`${switched}`, isKind("subscription")),
      left: sum(sql`-${lost}`, isKind("subscription")),
      gifts: sum(net, isKind("gift")),
      passes: sum(net, isKind("pass")),
      sources: sum(net, isSource),
      corrections: sum(net, sql`${kind} = 'correction'`),
      steps: sum(net, sql`not ${moved} and ${kind} not in ('correction', 'source')`),
    })
    .from(hourTotals)
    .where(within);
  return MOVEMENT_PARTS.map((part) => ({ part, change: row?.[part] ?? 0 }));
}

async function readOrigins(ctx: Ctx, by: Origin, from: Date): Promise<Movement["origins"][number]> {
  const column = hourlyStats[by];
  const joined = joinedSum(hourlyStats);
  const rows = await ctx.db
    .select({ name: column, joined })
    .from(hourlyStats)
    .where(and(gte(hourlyStats.hour, from), sql`${column} <> ''`))
    .groupBy(column)
    .having(sql`${joined} > 0`)
    .orderBy(desc(joined), column)
    .limit(LISTED);
  return { by, rows };
}

/** Members who are about to stop counting, by the local day on which that is. */
export interface Departures {
  leaving: { day: string; people: number }[];
  /** Counting still, though their last payment failed. */
  failing: number;
}

/** Memberships that are set to end, and those whose payment fails. Any role. */
export async function readDepartures(
  ctx: Ctx,
  staff: StaffMember | null,
  timezone: string,
): Promise<Departures> {
  requireRole(staff, "viewer");
  const people = sql<number>`count(*)::int`;
  const [leaving, failing] = await Promise.all([
    ctx.db
      .select({ day: endingDay(timezone), people })
      .from(subscriptions)
      .where(isLeaving)
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .limit(LISTED),
    ctx.db.select({ people }).from(subscriptions).where(isFailing),
  ]);
  return { leaving, failing: failing[0]?.people ?? 0 };
}
