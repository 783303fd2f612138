import { isLocale, type Locale, type LocalizedText } from "@/domain/locale";
import { lastDayOf } from "./banner-text";
import type { Progress } from "./progress";

const NUMBERS = ["goal", "count", "remaining"] as const;

/** What staff may write into a drive's message, in braces; readers see the figure in its place. */
export const PLACEHOLDERS: readonly string[] = [...NUMBERS, "deadline"];

type Figures = Pick<Progress, "goal" | "count" | "remaining" | "endsAt" | "timezone">;

const IN_BRACES = /\{\s*([^{}]*?)\s*\}/g;
const numbers = new Map<Locale, Intl.NumberFormat>();

/** A drive's message with its figures, as one language writes them: "Help us reach 25,000 by 31 December". */
export function fillMessage(message: string, figures: Figures, locale: Locale): string {
  if (!message.includes("{")) return message;
  return message.replace(IN_BRACES, (written, name: string) => {
    if (name === "deadline") return lastDayOf(figures.endsAt, locale, figures.timezone);
    const number = NUMBERS.find((each) => each === name);
    return number ? numberIn(locale).format(figures[number]) : written;
  });
}

/** The message in every language it was written in, each with its figures. */
export function fillMessages(message: LocalizedText, figures: Figures): LocalizedText {
  const filled = { ...message };
  for (const [locale, text] of Object.entries(message)) {
    if (isLocale(locale)) filled[locale] = fillMessage(text, figures, locale);
  }
  return filled;
}

/** What stands in braces and names no figure: a slip of the pen that readers would see. */
export function unknownPlaceholders(message: string): string[] {
  return [...message.matchAll(IN_BRACES)].flatMap(([written, name = ""]) =>
    PLACEHOLDERS.includes(name) ? [] : [written],
  );
}

function numberIn(locale: Locale): Intl.NumberFormat {
  const known = numbers.get(locale);
  if (known) return known;
  const made = new Intl.NumberFormat(locale);
  numbers.set(locale, made);
  return made;
}
