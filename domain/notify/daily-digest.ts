import { and, gte, lt } from "drizzle-orm";
import { hourTotals } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { fromLocal } from "@/domain/drive/local-time";
import { type Progress, progressIn } from "@/domain/drive/progress";
import { readDashboard } from "@/domain/drive/read-dashboard";
import { dayOf, startOfDay } from "@/domain/drive/start-of-day";
import { DEFAULT_LOCALE } from "@/domain/locale";
import { joinedSum, leftSum } from "@/domain/outlook/movement";
import {
  clockTime,
  deadlineSentence,
  formatChange,
  formatCount,
  placeOf,
  plural,
  stateSentence,
} from "@/domain/staff/room-words";
import type { Happening } from "./notice";

const AT = "08:00";

/** What there is to say each morning at eight, newsroom time; nothing before. */
export async function lookAtTheDay(ctx: Ctx): Promise<Happening[]> {
  const snapshot = ctx.feed.read("current");
  const progress = snapshot ? progressIn(snapshot, DEFAULT_LOCALE) : null;
  const timezone = progress?.timezone ?? "UTC";
  const now = ctx.clock.now();
  const day = dayOf(now, timezone);
  const at = fromLocal(`${day}T${AT}`, timezone);
  if (now < at) return [];
  const { liveCount, failedEvents, unsettled, leaving } = await readDashboard(ctx);
  const { joined, left } = await readYesterday(ctx, now, timezone);
  const lines = [
    `Yesterday ${plural(joined, "person", "people")} joined and ${formatCount(left)} left: ${formatChange(joined - left)}.`,
    ...(progress ? driveLines(progress, now) : []),
    ...(leaving > 0 ? [`${plural(leaving, "member")} will leave when the paid time ends.`] : []),
    failedEvents + unsettled === 0
      ? "Nothing waits to be looked at."
      : `To look at: ${plural(failedEvents, "failed event")}, ${formatCount(unsettled)} being checked with Stripe.`,
  ];
  return [{ event: "digest", subject: day, at, title: titleOf(progress, liveCount), lines, path: "/staff" }];
}

function titleOf(progress: Progress | null, liveCount: number): string {
  if (!progress) return `${plural(liveCount, "member")} this morning`;
  return `${formatCount(progress.count)} out of ${formatCount(progress.goal)} this morning`;
}

function driveLines(progress: Progress, now: Date): string[] {
  const { remaining, verifiedAt, timezone } = progress;
  const said = [stateSentence(progress, now), deadlineSentence(progress, now)].filter(Boolean).join(" ");
  return [
    ...(remaining > 0 ? [`${formatCount(remaining)} to go. ${said}`] : [said]),
    verifiedAt
      ? `Verified against Stripe at ${clockTime(verifiedAt, timezone)} ${placeOf(timezone)} time.`
      : "Not compared with Stripe yet.",
  ];
}

async function readYesterday(ctx: Ctx, now: Date, timezone: string) {
  const midnight = startOfDay(now, timezone);
  const before = startOfDay(new Date(midnight.getTime() - 1), timezone);
  const [row] = await ctx.db
    .select({ joined: joinedSum(hourTotals), left: leftSum(hourTotals) })
    .from(hourTotals)
    .where(and(gte(hourTotals.hour, before), lt(hourTotals.hour, midnight)));
  return row ?? { joined: 0, left: 0 };
}
