import type { Locale } from "@/domain/locale";

/** The banner's sentences; small enough for the browser, so no message library. */
interface BannerWords {
  outOf(goal: string): string;
  label(count: string, outOf: string, deadline: string): string;
  daysLeft(days: number): string;
  endsToday(time: string): string;
  endedOn(day: string): string;
  startsToday(time: string): string;
  startsOnWeekday(weekday: number, days: number): string;
  startsOn(day: string): string;
  toGo(remaining: string): string;
  reached(day: string, count: string): string;
  /** After the goal was raised: the first one stays visible. */
  reachedFirst(goal: string, day: string, count: string): string;
  held(time: string): string;
  ended(day: string): string;
  final(day: string): string;
  verified(time: string): string;
  notVerified: string;
  /** Names of cities that time zones are called after, where they differ from the zone's own. */
  cities: Readonly<Record<string, string>>;
}

const UK_DAYS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "день", few: "дні", many: "днів" };
const UK_WEEKDAYS = [
  "у неділю",
  "у понеділок",
  "у вівторок",
  "у середу",
  "у четвер",
  "у п’ятницю",
  "у суботу",
];
const EN_WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export const BANNER_WORDS: Record<Locale, BannerWords> = {
  en: {
    outOf: (goal) => `out of ${goal}`,
    label: (count, outOf, deadline) => `Membership drive, ${count} ${outOf}, ${deadline}`,
    daysLeft: (days) => (days === 1 ? "1 day left" : `${days} days left`),
    endsToday: (time) => `ends today at ${time}`,
    endedOn: (day) => `ended on ${day}`,
    startsToday: (time) => `starts today at ${time}`,
    startsOnWeekday: (weekday, days) => (days === 1 ? "starts tomorrow" : `starts ${EN_WEEKDAYS[weekday]}`),
    startsOn: (day) => `starts on ${day}`,
    toGo: (remaining) => `${remaining} to go`,
    reached: (day, count) => `Reached on ${day}. Today: ${count}`,
    reachedFirst: (goal, day, count) => `${goal} reached on ${day}. Today: ${count}`,
    held: (time) => `Paused while we check, as of ${time}`,
    ended: (day) => `Ended on ${day}. Last payments are still being checked.`,
    final: (day) => `Ended on ${day}. This is the final count.`,
    verified: (time) => `verified ${time}`,
    notVerified: "not compared with Stripe yet",
    cities: {},
  },
  uk: {
    outOf: (goal) => `із ${goal}`,
    label: (count, outOf, deadline) => `Збір учасників, ${count} ${outOf}, ${deadline}`,
    daysLeft: (days) => `ще ${days} ${UK_DAYS[new Intl.PluralRules("uk").select(days)] ?? "дня"}`,
    endsToday: (time) => `завершується сьогодні о ${time}`,
    endedOn: (day) => `завершено ${day}`,
    startsToday: (time) => `починається сьогодні о ${time}`,
    startsOnWeekday: (weekday, days) =>
      days === 1 ? "починається завтра" : `починається ${UK_WEEKDAYS[weekday]}`,
    startsOn: (day) => `починається ${day}`,
    toGo: (remaining) => `ще ${remaining}`,
    reached: (day, count) => `Мети досягнуто ${day}. Сьогодні: ${count}`,
    reachedFirst: (goal, day, count) => `Мети ${goal} досягнуто ${day}. Сьогодні: ${count}`,
    held: (time) => `Призупинено, поки ми перевіряємо; станом на ${time}`,
    ended: (day) => `Завершено ${day}. Останні платежі ще перевіряються.`,
    final: (day) => `Завершено ${day}. Це остаточна кількість.`,
    verified: (time) => `перевірено о ${time}`,
    notVerified: "ще не звірено зі Stripe",
    cities: { Kyiv: "Київ" },
  },
};
