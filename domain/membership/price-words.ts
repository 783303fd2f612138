import type { Locale } from "@/domain/locale";
import type { Plan } from "./plan";

const PER = {
  en: { day: "a day", week: "a week", month: "a month", year: "a year" },
  uk: { day: "на день", week: "на тиждень", month: "на місяць", year: "на рік" },
} as const;

/** Digits after the point in a currency: 2 for euros, 0 for yen. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Minor units from what a person types: "12", "12.50", "12,5"; null when it is not an amount of the currency. */
export function parseMoney(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(typed.trim());
  const cents = match?.[2] ?? "";
  if (!match || cents.length > digits) return null;
  return Number(match[1]) * 10 ** digits + Number(cents.padEnd(digits, "0") || 0);
}

/** An amount as a person would type it again: "12", "12.50". */
export function typedMoney(minorUnits: number, currency: string): string {
  const digits = minorDigits(currency);
  const amount = minorUnits / 10 ** digits;
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(digits);
}

/** An amount of money, without cents when there are none: "€5", "€4.50". */
export function money(minorUnits: number, currency: string, locale: Locale): string {
  const digits = minorDigits(currency);
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

/** "a month", "на рік". */
export function perInterval(interval: Plan["interval"], locale: Locale): string {
  return PER[locale][interval];
}

/** "from €5 a month, cancel any time". */
export function fromPrice(plan: Plan, locale: Locale): string {
  const price = priceOf(plan, locale);
  return locale === "uk" ? `від ${price}, скасувати можна будь-коли` : `from ${price}, cancel any time`;
}
