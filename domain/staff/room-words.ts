import type { Progress } from "@/domain/drive/progress";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const integer = new Intl.NumberFormat("en");
const signed = new Intl.NumberFormat("en", { signDisplay: "exceptZero" });

export const formatCount = (count: number) => integer.format(count);
export const formatChange = (change: number) => signed.format(change).replace("-", "−");

/** "14:05" in the drive's time zone. */
export function clockTime(instant: string, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
}

/** "31 December 2026" in the drive's time zone. */
export function dayOf(instant: string | Date, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(new Date(instant));
}

/** "14:05" today, "23 November 2026, 14:05" on any other day. */
export function momentOf(instant: string, timezone: string, now: Date): string {
  const day = dayOf(instant, timezone);
  const time = clockTime(instant, timezone);
  return day === dayOf(now, timezone) ? time : `${day}, ${time}`;
}

/** "Kyiv" of "Europe/Kyiv". */
export function placeOf(timezone: string): string {
  return (timezone.split("/").at(-1) ?? timezone).replaceAll("_", " ");
}

/** "just now", "3 minutes ago", "2 days ago". */
export function ago(instant: string, now: Date): string {
  const passed = Math.max(0, now.getTime() - Date.parse(instant));
  if (passed < 60_000) return "just now";
  if (passed < HOUR) return `${plural(Math.floor(passed / 60_000), "minute")} ago`;
  if (passed < DAY) return `${plural(Math.floor(passed / HOUR), "hour")} ago`;
  return `${plural(Math.floor(passed / DAY), "day")} ago`;
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}

/** The drive's state as a heading: one or two words. */
export function stateName(progress: Progress): string {
  if (progress.held) return "On hold";
  if (progress.state === "upcoming") return "Upcoming";
  if (progress.state === "running") return "Running";
  if (progress.state === "reached") return "Goal reached";
  return progress.final ? "Ended" : "Ended, provisional";
}

/** What the state means for the number, in a sentence; empty while a drive simply runs. */
export function stateSentence(progress: Progress, now: Date): string {
  const { timezone, held, verifiedAt, reachedAt, state } = progress;
  if (held) {
    const asOf = momentOf(verifiedAt ?? held.since, timezone, now);
    const reason = held.reason.trim();
    return `Readers see the figure as of ${asOf}: ${reason}${/[.!?…]$/.test(reason) ? "" : "."}`;
  }
  if (state === "ended" && !progress.final) {
    return "What took effect in time still counts for 72 hours; then the number is final.";
  }
  if (reachedAt) {
    return `Reached on ${dayOf(reachedAt, timezone)}, ${clockTime(reachedAt, timezone)} ${placeOf(timezone)}.`;
  }
  return "";
}

/** Start or deadline in words: "Ends on 31 December 2026, 24:00 Kyiv. 38 days left." */
export function deadlineSentence(progress: Progress, now: Date): string {
  const { timezone, startsAt, endsAt, state } = progress;
  if (state === "upcoming") {
    return `Starts on ${dayOf(startsAt, timezone)}, ${clockTime(startsAt, timezone)} ${placeOf(timezone)}.`;
  }
  if (state === "ended") return `Ended on ${lastDayOf(endsAt, timezone)}.`;
  return `Ends on ${lastDayOf(endsAt, timezone)}. ${timeLeft(endsAt, timezone, now)}.`;
}

// A deadline at midnight is the end of the day before it, not the start of a day nobody has.
function lastDayOf(endsAt: string, timezone: string): string {
  const time = clockTime(endsAt, timezone);
  if (time !== "00:00") return `${dayOf(endsAt, timezone)}, ${time} ${placeOf(timezone)}`;
  return `${dayOf(new Date(Date.parse(endsAt) - 1), timezone)}, 24:00 ${placeOf(timezone)}`;
}

function timeLeft(endsAt: string, timezone: string, now: Date): string {
  const left = Date.parse(endsAt) - now.getTime();
  if (left <= 0) return "The deadline has passed";
  if (left < HOUR) return `${plural(Math.ceil(left / 60_000), "minute")} left`;
  if (left < DAY) return `${plural(Math.floor(left / HOUR), "hour")} left`;
  const days = localDay(new Date(Date.parse(endsAt) - 1), timezone) - localDay(now, timezone);
  return `${plural(days, "day")} left`;
}

/** Days since 1970 of the calendar day an instant falls on. */
function localDay(instant: Date, timezone: string): number {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  })
    .format(instant)
    .split("-")
    .map(Number);
  return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / DAY;
}

/** When Stripe last sent something, and whether that is worth a look. */
export function webhookWords(
  lastWebhookAt: string | null,
  timezone: string,
  now: Date,
): { value: string; note: string; quiet: boolean } {
  if (!lastWebhookAt) {
    return {
      value: "None yet",
      note: "Stripe has not sent anything. The time of its newest event will show here.",
      quiet: true,
    };
  }
  const value = momentOf(lastWebhookAt, timezone, now);
  const quiet = now.getTime() - Date.parse(lastWebhookAt) > DAY;
  return {
    value,
    note: quiet
      ? `Quiet for ${ago(lastWebhookAt, now).replace(" ago", "")}. Ask your developer to run the doctor.`
      : `${ago(lastWebhookAt, now)}, ${placeOf(timezone)} time`,
    quiet,
  };
}
