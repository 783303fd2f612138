import type { Locale } from "@/domain/locale";
import { BANNER_WORDS } from "./banner-words";
import type { Progress } from "./progress";
import type { PageSlotValues, SlotName } from "./slots";

/** How the banner looks: the drive's state, refined by what a reader should notice. */
export type BannerState = "upcoming" | "running" | "nearly" | "reached" | "ended" | "final" | "held" | "none";

/** The slots that follow from progress alone; the rest come from the page. */
export type BannerText = Readonly<Record<Exclude<SlotName, keyof PageSlotValues>, string>>;

/** Positions along the bar, in thousandths of its width. */
export const BAR_WIDTH = 1_000;

const DAY_MS = 86_400_000;

/** Everything the banner says about a drive, in one language at one moment: the same on the server and in the browser. */
export function bannerText(progress: Progress, locale: Locale, now: Date): BannerText {
  const words = BANNER_WORDS[locale];
  const number = new Intl.NumberFormat(locale);
  const count = number.format(progress.count);
  const outOf = words.outOf(number.format(progress.goal));
  const state = bannerState(progress);
  const deadline = deadlineText(progress, locale, now);
  const asOfTime = timeOf(progress.asOf, locale, progress.timezone);
  const scale =
    progress.stretchGoal && progress.count >= progress.goal ? progress.stretchGoal : progress.goal;
  return {
    state,
    version: String(progress.version),
    count,
    goal: number.format(progress.goal),
    outOf,
    title: progress.title,
    message: progress.message,
    deadline,
    status: statusText(progress, state, locale),
    label: words.label(count, outOf, deadline),
    bar: String(Math.min(BAR_WIDTH, Math.floor((progress.count * BAR_WIDTH) / scale))),
    goalTick: String(Math.floor((progress.goal * BAR_WIDTH) / scale)),
    asOf: `${count} · ${dayOf(progress.asOf, locale, progress.timezone, "short")}, ${asOfTime} ${cityOf(progress.timezone, locale)}`,
    asOfTime,
    verified: progress.verifiedAt
      ? words.verified(timeOf(progress.verifiedAt, locale, progress.timezone))
      : words.notVerified,
    subscriptions: number.format(progress.breakdown.subscriptions),
    gifts: number.format(progress.breakdown.gifts),
    passes: number.format(progress.breakdown.passes),
    sources: number.format(progress.breakdown.sources),
    joinUrl: progress.joinUrl,
  };
}

/** "Nearly there" begins at the last hundredth of the way, or the last ten people. */
export function bannerState(progress: Progress): BannerState {
  if (progress.held) return "held";
  if (progress.state === "ended") return progress.final ? "final" : "ended";
  if (progress.state !== "running") return progress.state;
  const near = Math.max(10, progress.goal / 100);
  return progress.count > 0 && progress.remaining <= near && progress.remaining < progress.goal / 2
    ? "nearly"
    : "running";
}

function statusText(progress: Progress, state: BannerState, locale: Locale): string {
  const words = BANNER_WORDS[locale];
  const number = new Intl.NumberFormat(locale);
  const lastDay = lastDayOf(progress.endsAt, locale, progress.timezone);
  switch (state) {
    case "nearly":
      return words.toGo(number.format(progress.remaining));
    case "reached": {
      const day = dayOf(progress.reachedAt ?? progress.asOf, locale, progress.timezone, "long");
      const count = number.format(progress.count);
      return progress.reachedGoal
        ? words.reachedFirst(number.format(progress.reachedGoal), day, count)
        : words.reached(day, count);
    }
    case "held":
      // The frozen figure is the last verified one, where there is one.
      return words.held(
        timeOf(progress.verifiedAt ?? progress.held?.since ?? progress.asOf, locale, progress.timezone),
      );
    case "ended":
      return words.ended(lastDay);
    case "final":
      return words.final(lastDay);
    default:
      return "";
  }
}

function deadlineText(progress: Progress, locale: Locale, now: Date): string {
  const words = BANNER_WORDS[locale];
  const { timezone } = progress;
  if (progress.state === "ended") {
    return words.endedOn(lastDayOf(progress.endsAt, locale, timezone));
  }
  if (progress.state === "upcoming") {
    const days = daysBetween(now, progress.startsAt, timezone);
    if (days === 0) return words.startsToday(timeOf(progress.startsAt, locale, timezone));
    if (days < 7) return words.startsOnWeekday(weekdayOf(progress.startsAt, timezone), days);
    return words.startsOn(dayOf(progress.startsAt, locale, timezone, "long"));
  }
  const last = justBefore(progress.endsAt);
  const days = daysBetween(now, last, timezone);
  return days === 0 ? words.endsToday(timeOf(last, locale, timezone)) : words.daysLeft(days);
}

/** The last day of a drive, as "31 December". */
export function lastDayOf(endsAt: string, locale: Locale, timezone: string): string {
  return dayOf(justBefore(endsAt), locale, timezone, "long");
}

/** A deadline is exclusive: what ends at midnight ends on the day before. */
function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1_000).toISOString();
}

/** Whole calendar days from one instant to another in a time zone; 0 on the same day. */
function daysBetween(from: Date, to: string, timezone: string): number {
  return Math.max(0, Math.round((localDay(new Date(to), timezone) - localDay(from, timezone)) / DAY_MS));
}

function localDay(at: Date, timezone: string): number {
  // The Swedish locale writes dates as ISO 8601 does.
  return Date.parse(new Intl.DateTimeFormat("sv", { timeZone: timezone, dateStyle: "short" }).format(at));
}

function dayOf(at: string, locale: Locale, timezone: string, month: "short" | "long"): string {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    timeZone: timezone,
    day: "numeric",
    month,
  });
  return format.format(new Date(at));
}

function timeOf(at: string, locale: Locale, timezone: string): string {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(new Date(at));
}

/** 0 is Sunday. */
function weekdayOf(at: string, timezone: string): number {
  return new Date(localDay(new Date(at), timezone)).getUTCDay();
}

/** "Europe/Kyiv" is spoken of as Kyiv; Intl does not tell a city's name in other languages. */
export function cityOf(timezone: string, locale: Locale): string {
  const city = (timezone.split("/").at(-1) ?? timezone).replaceAll("_", " ");
  return BANNER_WORDS[locale].cities[city] ?? city;
}
