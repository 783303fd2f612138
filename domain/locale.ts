/** Languages of the reader pages; the first is the default and has no path prefix. */
export const LOCALES = ["en", "uk"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "en";

/** One text in every language it was written in; the default language is always there. */
export type LocalizedText = { en: string } & Partial<Record<Locale, string>>;

/** The text in the wanted language, else in the default one. */
export function localized(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text.en;
}

export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** The address of a page of ours in a language; the default one has no prefix. */
export function localPath(locale: Locale, path: string): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}
