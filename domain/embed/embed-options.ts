import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from "@/domain/locale";

export const THEMES = ["light", "dark", "auto"] as const;
export const LAYOUTS = ["bar", "card", "badge"] as const;

export type Theme = (typeof THEMES)[number];
export type Layout = (typeof LAYOUTS)[number];

/** How an embed looks: the query of `/embed/<slug>` and the attributes of `<muster-counter>`. */
export interface EmbedOptions {
  theme: Theme;
  layout: Layout;
  lang: Locale;
  /** Six lower-case hex digits without a hash; null for the newsroom's own blue. */
  accent: string | null;
  message: boolean;
}

export const DEFAULT_OPTIONS: EmbedOptions = {
  theme: "auto",
  layout: "bar",
  lang: DEFAULT_LOCALE,
  accent: null,
  message: true,
};

/** The part of URLSearchParams that options are read from. */
interface Query {
  get(name: string): string | null;
}

/**
 * Reads options, taking the default for every value that is not known: a mistyped option must not put an error
 * on a stranger's page. Whatever is asked, the result is one of few variants and an accent.
 */
export function parseEmbedOptions(query: Query): EmbedOptions {
  const lang = query.get("lang") ?? "";
  return {
    theme: oneOf(THEMES, query.get("theme")) ?? DEFAULT_OPTIONS.theme,
    layout: oneOf(LAYOUTS, query.get("layout")) ?? DEFAULT_OPTIONS.layout,
    lang: isLocale(lang) ? lang : DEFAULT_OPTIONS.lang,
    accent: parseHex(query.get("accent")),
    message: query.get("message") !== "off",
  };
}

/** The shortest query that means these options: defaults are left out, the order is fixed. Starts with `?` or is empty. */
export function optionsQuery(options: EmbedOptions): string {
  const query = new URLSearchParams();
  if (options.theme !== DEFAULT_OPTIONS.theme) query.set("theme", options.theme);
  if (options.layout !== DEFAULT_OPTIONS.layout) query.set("layout", options.layout);
  if (options.lang !== DEFAULT_OPTIONS.lang) query.set("lang", options.lang);
  if (options.accent) query.set("accent", options.accent);
  if (!options.message) query.set("message", "off");
  const text = query.toString();
  return text && `?${text}`;
}

/** A colour of three or six hex digits, with or without a hash, as six lower-case digits; null for anything else. */
export function parseHex(text: string | null): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text ?? "")?.[1]?.toLowerCase();
  if (!digits) return null;
  return digits.length === 6 ? digits : [...digits].map((digit) => digit + digit).join("");
}

/** How many looks there are before the accent: what a cache must be ready to hold. */
export const VARIANTS = THEMES.length * LAYOUTS.length * LOCALES.length * 2;

function oneOf<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find((each) => each === value);
}
