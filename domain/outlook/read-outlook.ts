import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { drives, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type DriveRow, runningBreakdown, totalOf } from "@/domain/drive/build-snapshot";
import { dayOf } from "@/domain/drive/start-of-day";
import { type BackTest, backTest } from "@/domain/forecast/back-test";
import { type Band, type Forecast, forecast } from "@/domain/forecast/forecast";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";
import { type ChartNote, listNotes } from "./chart-notes";
import { PREVIOUS_PERIOD, readPreviousPeriod } from "./previous-period";
import {
  type DayCount,
  type DayFigures,
  daysBetween,
  firstWholeDay,
  readDays,
  readShownDays,
  weekdayOf,
} from "./read-days";

const LOOK_BACK_DAYS = 112;

/** Where a drive stands against its time: what the first page shows beside the number. */
export interface Outlook {
  slug: string;
  goal: number;
  stretchGoal: number | null;
  timezone: string;
  today: string;
  firstDay: string;
  lastDay: string;
  /** Days to come, the running one included; 0 after the deadline. */
  daysLeft: number;
  count: number;
  /** People a day: needed from here to the goal, and net of the last whole days. Null without enough days. */
  needed: number | null;
  pace: { days: 7 | 28; net: number | null }[];
  forecast: Forecast;
  /** Counts at the end of each day to come, from the forecast. */
  bands: (Band & { day: string })[];
  backTest: BackTest | null;
  /** The count at the end of each day so far. */
  counts: DayCount[];
  days: DayFigures[];
  notes: ChartNote[];
  /** An earlier drive, or the days before this one, day by day from its start; null when nothing is compared. */
  compared: { slug: string; title: string; counts: number[] } | null;
  /** What joined and left in the days before, while those are compared. */
  previousDays: DayFigures[];
  /** What it may be compared with. */
  earlier: { slug: string; title: string }[];
}

/** The outlook of a drive by slug. Null when there is no such drive. Any role. */
export async function readOutlook(
  ctx: Ctx,
  staff: StaffMember | null,
  { slug, compareWith }: { slug: string; compareWith: string | null },
): Promise<Outlook | null> {
  requireRole(staff, "viewer");
  const all = await ctx.db
    .select({ drive: drives, row: progress })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id));
  const found = all.find(({ drive }) => drive.slug === slug);
  if (!found) return null;
  const { drive, row } = found;
  const { timezone } = drive;
  const now = ctx.clock.now();
  const today = dayOf(now, timezone);
  const firstDay = dayOf(drive.startsAt, timezone);
  const lastDay = dayOf(new Date(drive.endsAt.getTime() - 1), timezone);
  const count = drive.finalCount ?? totalOf(runningBreakdown(row));
  const since = await historyStart(ctx, today, firstDay, timezone);
  const until = earlier(today, lastDay);
  const [days, counts, notes] = await Promise.all([
    readDays(ctx, { from: since.earliest, to: today, timezone }),
    readShownDays(ctx, drive, until),
    listNotes(ctx, drive.id),
  ]);
  const daysLeft = now < drive.endsAt ? daysBetween(later(today, firstDay), lastDay).length : 0;
  const daily = dailyNet(drive, days, counts, since.whole, today);
  const driveDays = daysBetween(firstDay, lastDay).length;
  const answer = forecast({
    daily,
    firstWeekday: since.whole ? weekdayOf(since.whole) : 0,
    daysLeft,
    restOfToday: restOfDay(now, timezone),
    driveDays,
    count,
    goal: drive.goal,
  });
  const coming = daysBetween(today, lastDay);
  const before = all
    .filter(({ drive: other }) => other.published && other.startsAt < drive.startsAt)
    .sort((a, b) => b.drive.startsAt.getTime() - a.drive.startsAt.getTime());
  const compare = async () => {
    // What a drive of new members showed has nothing before its start.
    const isPrevious = compareWith === PREVIOUS_PERIOD && drive.counting === "total" && until >= firstDay;
    if (!isPrevious) {
      const other = before.find(({ drive: each }) => each.slug === compareWith)?.drive;
      return { compared: await readCompared(ctx, other), previousDays: [] };
    }
    const { length } = daysBetween(firstDay, until);
    const previous = await readPreviousPeriod(ctx, { firstDay, length, today, timezone });
    const title = length === 1 ? "The day before" : `The ${length} days before`;
    return {
      compared: { slug: PREVIOUS_PERIOD, title, counts: previous.counts },
      previousDays: previous.days,
    };
  };
  return {
    slug,
    goal: drive.goal,
    stretchGoal: drive.stretchGoal,
    timezone,
    today,
    firstDay,
    lastDay,
    daysLeft,
    count,
    needed: daysLeft > 0 ? Math.max(0, drive.goal - count) / daysLeft : null,
    pace: ([7, 28] as const).map((length) => ({ days: length, net: paceOf(daily, length) })),
    forecast: answer,
    bands:
      answer.kind === "range" ? answer.days.map((band, at) => ({ ...band, day: coming[at] ?? lastDay })) : [],
    backTest: since.whole ? backTest(daily, weekdayOf(since.whole), driveDays) : null,
    counts: withNow(counts, until, count),
    days: days.filter(({ day }) => day >= firstDay),
    notes,
    ...(await compare()),
    earlier: [
      ...(drive.counting === "total" ? [{ slug: PREVIOUS_PERIOD, title: "the days before" }] : []),
      ...before.map(({ drive: other }) => ({ slug: other.slug, title: other.title.en })),
    ],
  };
}

async function historyStart(ctx: Ctx, today: string, firstDay: string, timezone: string) {
  const oldest = Temporal.PlainDate.from(today).subtract({ days: LOOK_BACK_DAYS }).toString();
  const first = await firstWholeDay(ctx, timezone);
  const whole = first && first < today ? later(first, oldest) : null;
  return { whole, earliest: earlier(firstDay, earlier(whole ?? today, today)) };
}

/** Net by whole day. A drive of new members only moves by what it showed itself. */
function dailyNet(
  drive: DriveRow,
  days: DayFigures[],
  counts: DayCount[],
  whole: string | null,
  today: string,
): number[] {
  if (!whole) return [];
  if (drive.counting === "total") {
    return days.filter(({ day }) => day >= whole && day < today).map(({ net }) => net);
  }
  const shown = counts.filter(({ day }) => day < today);
  return shown.slice(1).map(({ count }, at) => count - (shown[at]?.count ?? 0));
}

function paceOf(daily: readonly number[], length: number): number | null {
  const last = daily.slice(-length);
  return last.length < length ? null : last.reduce((sum, net) => sum + net, 0) / length;
}

function restOfDay(now: Date, timezone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  const end = local.startOfDay().add({ days: 1 });
  const length = end.epochMilliseconds - local.startOfDay().epochMilliseconds;
  return Math.min(1, Math.max(0, (end.epochMilliseconds - now.getTime()) / length));
}

/** The line ends at the number that stands above it. */
function withNow(counts: DayCount[], until: string, count: number): DayCount[] {
  const before = counts.filter(({ day }) => day < until);
  return [...before, { day: until, count }];
}

async function readCompared(ctx: Ctx, drive: DriveRow | undefined): Promise<Outlook["compared"]> {
  if (!drive) return null;
  const lastDay = dayOf(new Date(drive.endsAt.getTime() - 1), drive.timezone);
  const counts = await readShownDays(ctx, drive, lastDay);
  return { slug: drive.slug, title: drive.title.en, counts: counts.map(({ count }) => count) };
}

// Local days as YYYY-MM-DD come in the order of their letters.
function earlier(a: string, b: string): string {
  return [a, b].sort()[0] ?? a;
}

function later(a: string, b: string): string {
  return [a, b].sort()[1] ?? b;
}
