import type { Locale } from "@/domain/locale";
import { EN } from "./en";
import { UK } from "./uk";

/** Every sentence of the reader pages. English is the measure: another language has the same keys. */
export type Words = typeof EN;

const BY_LOCALE: Record<Locale, Words> = { en: EN, uk: UK };

export function wordsIn(locale: Locale): Words {
  return BY_LOCALE[locale];
}

/** "30 November 2026", in a time zone. */
export function longDay(at: Date, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone }).format(
    at,
  );
}
