import { and, asc, desc, eq, gte, lt, lte } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { driveDays, drives } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { type Breakdown, type Progress, percentOf } from "./progress";
import { dayOf } from "./start-of-day";

/** Longest range answered at once. Days, both ends included. */
export const MAX_HISTORY_DAYS = 732;

/** What a drive showed at the end of one of its local days; of today, what it shows now. */
export interface HistoryDay {
  /** YYYY-MM-DD in the drive's time zone. */
  date: string;
  count: number;
  /** Against the day before; null where that day is not known. */
  change: number | null;
  percent: number;
  breakdown: Breakdown;
}

export interface History {
  drive: string;
  timezone: string;
  from: string;
  to: string;
  days: HistoryDay[];
  version: number;
  asOf: string;
}

/**
 * The public daily series of a drive, days alone: hours would show who left after which story. `from` and `to` are
 * local days and default to the drive's own. Throws drive_not_found, invalid_input.
 */
export async function readHistory(
  ctx: Ctx,
  { slug, from, to }: { slug: string; from: string | null; to: string | null },
): Promise<History> {
  const shown = ctx.feed.read(slug)?.progress;
  if (!shown) throw new DomainError("drive_not_found", `There is no drive "${slug}".`);
  const range = rangeOf(shown, ctx.clock.now(), from, to);
  const rows = await readRows(ctx, shown.drive, range);
  const days = eachDay(range, rows, shown.goal);
  return {
    drive: shown.drive,
    timezone: shown.timezone,
    ...range,
    days,
    version: shown.version,
    asOf: shown.asOf,
  };
}

interface Range {
  from: string;
  to: string;
}

/** The asked days that have begun and belong to the drive. */
function rangeOf(shown: Progress, now: Date, from: string | null, to: string | null): Range {
  const first = dayOf(new Date(shown.startsAt), shown.timezone);
  const end = new Date(Math.min(now.getTime(), new Date(shown.endsAt).getTime() - 1));
  const last = dayOf(end, shown.timezone);
  const asked = { from: parseDay("from", from) ?? first, to: parseDay("to", to) ?? last };
  const length = Temporal.PlainDate.from(asked.from).until(asked.to, { largestUnit: "days" }).days + 1;
  if (from !== null && to !== null && length < 1) {
    throw new DomainError("invalid_input", "from must not be later than to.");
  }
  if (length > MAX_HISTORY_DAYS) {
    throw new DomainError("invalid_input", `Ask for at most ${MAX_HISTORY_DAYS} days at once.`);
  }
  return { from: later(asked.from, first), to: earlier(asked.to, last) };
}

function later(a: string, b: string): string {
  return a.localeCompare(b) > 0 ? a : b;
}

function earlier(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? a : b;
}

function parseDay(name: string, text: string | null): string | null {
  if (text === null) return null;
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toString();
  } catch {
    // A date that the calendar does not have is said below.
  }
  throw new DomainError("invalid_input", `${name} must be a day such as 2026-11-23.`);
}

type Row = Breakdown & { day: string };

/** The rows inside the range, after the last one before it. */
async function readRows(ctx: Ctx, slug: string, { from, to }: Range): Promise<Row[]> {
  const columns = {
    day: driveDays.day,
    subscriptions: driveDays.subscriptions,
    gifts: driveDays.gifts,
    passes: driveDays.passes,
    sources: driveDays.sources,
  };
  const days = () =>
    ctx.db.select(columns).from(driveDays).innerJoin(drives, eq(drives.id, driveDays.driveId)).$dynamic();
  const [before, inside] = await Promise.all([
    days()
      .where(and(eq(drives.slug, slug), lt(driveDays.day, from)))
      .orderBy(desc(driveDays.day))
      .limit(1),
    days()
      .where(and(eq(drives.slug, slug), gte(driveDays.day, from), lte(driveDays.day, to)))
      .orderBy(asc(driveDays.day)),
  ]);
  return [...before, ...inside];
}

/** Every day of the range; on a day without a row nothing moved. Days before the first row are not known. */
function eachDay({ from, to }: Range, rows: readonly Row[], goal: number): HistoryDay[] {
  const byDay = new Map(rows.map(({ day, ...breakdown }) => [day, breakdown]));
  const before = rows[0] && rows[0].day < from ? rows[0] : null;
  let held: Breakdown | null = before ? pick(before) : null;
  const days: HistoryDay[] = [];
  for (let date = from; date <= to; date = Temporal.PlainDate.from(date).add({ days: 1 }).toString()) {
    const breakdown: Breakdown | null = byDay.get(date) ?? held;
    if (!breakdown) continue;
    const count = sum(breakdown);
    days.push({
      date,
      count,
      change: held ? count - sum(held) : null,
      percent: percentOf(count, goal),
      breakdown,
    });
    held = breakdown;
  }
  return days;
}

function pick({ subscriptions, gifts, passes, sources }: Breakdown): Breakdown {
  return { subscriptions, gifts, passes, sources };
}

function sum({ subscriptions, gifts, passes, sources }: Breakdown): number {
  return subscriptions + gifts + passes + sources;
}
