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

/** Lists run over several pages; an article is one whatever is asked. */
const LISTS = /^\/(?:(?:sections|authors|tags)\/[^/]+)?$/;

/** Reader pages by address; null for anything that is not one. A list's page number is the only query that counts. */
export function documentRoute(pathname: string, query: URLSearchParams): DocumentRoute | null {
  const locale = localeOfPath(pathname);
  const bare = locale === DEFAULT_LOCALE ? pathname : pathname.slice(locale.length + 1) || "/";
  const path = bare.length > 1 ? bare.replace(/\/$/, "") : bare;
  if (!PAGES.test(path)) return null;
  const page = LISTS.test(path) ? (query.get("page") ?? "") : "";
  const suffix = /^[1-9]\d{0,3}$/.test(page) && page !== "1" ? `?page=${page}` : "";
  return { locale, nextPath: `/${locale}${path === "/" ? "" : path}${suffix}`, isEmbed: false };
}

/** The language an address asks for. */
export function localeOfPath(pathname = "/"): Locale {
  const [, first = ""] = pathname.split("/");
  return isLocale(first) ? first : DEFAULT_LOCALE;
}
