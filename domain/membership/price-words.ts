import type { Locale } from "@/domain/locale";
import type { Plan } from "./plan";

const PER = {
  en: { day: "a day", week: "a week", month: "a month", year: "a year" },
  uk: { day: "на день", week: "на тиждень", month: "на місяць", year: "на рік" },
} as const;

/** An amount of money, without cents when there are none: "€5", "€4.50". */
export function money(minorUnits: number, currency: string, locale: Locale): string {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = minorUnits / 10 ** digits;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
  }).format(amount);
}

/** "€5 a month". */
export function priceOf(plan: Plan, locale: Locale): string {
  const per = PER[locale][plan.interval];
  const each = plan.intervalCount === 1 ? per : `/ ${plan.intervalCount} ${per}`;
  return `${money(plan.amount, plan.currency, locale)} ${each}`;
}

/** "from €5 a month, cancel any time". */
export function fromPrice(plan: Plan, locale: Locale): string {
  const price = priceOf(plan, locale);
  return locale === "uk" ? `від ${price}, скасувати можна будь-коли` : `from ${price}, cancel any time`;
}
