import { formatCount } from "@/domain/staff/room-words";
import type { Outlook } from "./read-outlook";

const DAY_MS = 86_400_000;

const dayName = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** "31 December" of a local day. */
export const dayWords = (day: string) => dayName.format(dateOf(day));
/** "31 Dec" of a local day. */
export const shortDayWords = (day: string) => shortDay.format(dateOf(day));
/** Days since 1970 of a local day, for placing it on an axis. */
export const dayNumber = (day: string) => dateOf(day).getTime() / DAY_MS;

/** A rate a day: one decimal while it is small. */
export function rateWords(rate: number): string {
  const rounded = Math.abs(rate) < 10 ? Math.round(rate * 10) / 10 : Math.round(rate);
  return formatCount(Object.is(rounded, -0) ? 0 : rounded).replace("-", "−");
}

/** The sentence beside the number: where it leads, what it takes, and how often it would be enough. */
export function outlookSentence(outlook: Outlook): string {
  const { forecast, needed, daysLeft, lastDay, count, goal } = outlook;
  if (daysLeft === 0) return "";
  const now = outlook.pace.find(({ net }) => net !== null)?.net ?? null;
  const rates =
    needed === null || needed === 0
      ? ""
      : `${rateWords(needed)} a day needed${now === null ? "" : `, ${rateWords(now)} a day now`}.`;
  if (forecast.kind === "too_early") return `${tooEarlyWords(outlook)} ${rates}`.trim();
  const range = `${formatCount(forecast.end.low)} to ${formatCount(forecast.end.high)} by ${dayWords(lastDay)}`;
  return [`At this pace: ${range}.`, count >= goal ? "" : rates, chanceWords(outlook)]
    .filter(Boolean)
    .join(" ");
}

/** How likely the goal is, as a count of simulated drives; never certain either way. */
export function chanceWords({ forecast, count, goal }: Outlook): string {
  if (forecast.kind !== "range" || count >= goal) return "";
  const of100 = Math.round(forecast.probability * 100);
  if (of100 >= 100) return "Nearly every simulated drive reaches the goal.";
  if (of100 <= 0) return "Hardly any simulated drive reaches the goal.";
  return `${of100} of 100 simulated drives reach the goal.`;
}

function tooEarlyWords({ forecast }: Outlook): string {
  if (forecast.kind !== "too_early") return "";
  return forecast.completeDays < 14
    ? `Too early to say where it leads: a forecast needs 14 whole days, there ${forecast.completeDays === 1 ? "is" : "are"} ${forecast.completeDays}.`
    : "Too early to say where it leads: too few people have joined or left.";
}

/** How well the method would have done on this drive's own past. */
export function backTestWords({ backTest, forecast }: Outlook): string {
  if (forecast.kind !== "range") return "";
  if (!backTest) return "There is too little past yet to test the forecast on it.";
  const share = Math.round((100 * backTest.inside) / backTest.days);
  return `Tested on this drive's own past: ${backTest.inside} of ${backTest.days} days that were hidden from it fell inside the range (${share}%; 80% is the aim).`;
}
