import { DEFAULT_LOCALE, isLocale, type Locale } from "@/domain/locale";

/** A reader page the front door serves as a document. */
export interface DocumentRoute {
  locale: Locale;
  /** Path inside the Next tree, language first. */
  nextPath: string;
  /** May be framed by anyone. */
  isEmbed: boolean;
}

const PAGES = /^\/(?:(?:articles|sections|authors|tags)\/[^/]+|how-we-count|page\/\d+)?$/;

/** Reader pages by address; null for anything that is not one. A page's number is its only query. */
export function documentRoute(pathname: string, query: URLSearchParams): DocumentRoute | null {
  const [, first = ""] = pathname.split("/");
  const isPrefixed = isLocale(first) && first !== DEFAULT_LOCALE;
  const locale = isPrefixed ? first : DEFAULT_LOCALE;
  const bare = isPrefixed ? pathname.slice(first.length + 1) || "/" : pathname;
  const path = bare.length > 1 ? bare.replace(/\/$/, "") : bare;
  if (!PAGES.test(path)) return null;
  const page = query.get("page") ?? "";
  const suffix = /^[1-9]\d{0,3}$/.test(page) && page !== "1" ? `?page=${page}` : "";
  return { locale, nextPath: `/${locale}${path === "/" ? "" : path}${suffix}`, isEmbed: false };
}
