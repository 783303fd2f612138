import { and, asc, eq, gte, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { driveDays, hourTotals } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import type { DriveRow } from "@/domain/drive/build-snapshot";
import { changeSum, isMovement, joinedSum, leftSum } from "./movement";

/** One local day. `net` is what people did; `change` is all that moved the total, imports included. */
export interface DayFigures {
  day: string;
  joined: number;
  left: number;
  net: number;
  change: number;
}

/** Every local day from one to another, the quiet ones too, oldest first. */
export async function readDays(
  ctx: Ctx,
  { from, to, timezone }: { from: string; to: string; timezone: string },
): Promise<DayFigures[]> {
  const start = new Date(Temporal.PlainDate.from(from).toZonedDateTime(timezone).epochMilliseconds);
  const rows = await ctx.db
    .select({
      day: sql<string>`to_char(${hourTotals.hour} at time zone ${timezone}, 'YYYY-MM-DD')`,
      joined: joinedSum(hourTotals),
      left: leftSum(hourTotals),
      change: changeSum(hourTotals),
    })
    .from(hourTotals)
    .where(gte(hourTotals.hour, start))
    .groupBy(sql`1`);
  const known = new Map(rows.map((row) => [row.day, row]));
  return daysBetween(from, to).map((day) => {
    const { joined = 0, left = 0, change = 0 } = known.get(day) ?? {};
    return { day, joined, left, net: joined - left, change };
  });
}

/** The first local day on which people moved the number from beginning to end; null before there is one. */
export async function firstWholeDay(ctx: Ctx, timezone: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ hour: hourTotals.hour })
    .from(hourTotals)
    .where(isMovement(hourTotals))
    .orderBy(asc(hourTotals.hour))
    .limit(1);
  if (!row) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(row.hour.getTime()).toZonedDateTimeISO(timezone);
  return local.toPlainDate().add({ days: 1 }).toString();
}

/** What a drive showed at the end of each local day it has had, days without a change filled in. */
export async function readShownDays(ctx: Ctx, drive: DriveRow, to: string): Promise<DayCount[]> {
  const rows = await ctx.db
    .select()
    .from(driveDays)
    .where(and(eq(driveDays.driveId, drive.id)))
    .orderBy(asc(driveDays.day));
  const counts = new Map(
    rows.map((row) => [row.day, row.subscriptions + row.gifts + row.passes + row.sources]),
  );
  const first = rows[0]?.day;
  let count = 0;
  return first
    ? daysBetween(first, to).map((day) => {
        count = counts.get(day) ?? count;
        return { day, count };
      })
    : [];
}

/** A count at the end of a local day. */
export interface DayCount {
  day: string;
  count: number;
}

/** Local days from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from);
  const days = first.until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
  return Array.from({ length: Math.max(0, days + 1) }, (_, at) => first.add({ days: at }).toString());
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek - 1;
}
