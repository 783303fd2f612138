import { galleryQuery, parseGallery } from "@/domain/embed/gallery";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/domain/locale";

/** A reader page the front door serves as a document. */
export interface DocumentRoute {
  locale: Locale;
  /** Path inside the Next tree, language first. */
  nextPath: string;
  /** Whether the page may be kept; what readers search for is as many addresses as they can think of. */
  isKept: boolean;
}

const PAGES = /^\/(?:(?:articles|sections|authors|tags)\/[^/]+|how-we-count|embed|search)?$/;
const LONGEST_QUERY = 100;

/** Lists run over several pages, the feed beneath an article too. */
const LISTS = /^\/(?:(?:articles|sections|authors|tags)\/[^/]+|search)?$/;

/** Reader pages by address; null for anything that is not one. A list's page number and search's words are all of a query that counts. */
export function documentRoute(pathname: string, query: URLSearchParams): DocumentRoute | null {
  const locale = localeOfPath(pathname);
  const bare = locale === DEFAULT_LOCALE ? pathname : pathname.slice(locale.length + 1) || "/";
  const path = bare.length > 1 ? bare.replace(/\/$/, "") : bare;
  if (!PAGES.test(path)) return null;
  return {
    locale,
    nextPath: `/${locale}${path === "/" ? "" : path}${allowedQuery(path, query, locale)}`,
    isKept: path !== "/search",
  };
}

const ARTICLE = /^\/(?:en|uk)\/articles\/([a-z0-9-]+)(?:\?|$)/;

/** The slug of the article that a route is of; null for any other page. */
export function articleOf({ nextPath }: DocumentRoute): string | null {
  return ARTICLE.exec(nextPath)?.[1] ?? null;
}

function allowedQuery(path: string, query: URLSearchParams, locale: Locale): string {
  if (path === "/embed") return galleryQuery(parseGallery(query, locale), locale);
  const allowed = new URLSearchParams();
  const words = query.get("q")?.slice(0, LONGEST_QUERY);
  if (path === "/search" && words) allowed.set("q", words);
  const page = LISTS.test(path) ? (query.get("page") ?? "") : "";
  if (/^[1-9]\d{0,3}$/.test(page) && page !== "1") allowed.set("page", page);
  return allowed.size > 0 ? `?${allowed}` : "";
}

/** Where Next has the page that says nothing is there. */
export function lostPath(locale: Locale): string {
  return `/${locale}/lost`;
}

/** What Next answers itself: pages made for one person, and what it serves beside pages. */
const OF_NEXT =
  /^\/(?:uk\/)?(?:_next|__next\w*|api|staff|embed|join|gift|redeem|welcome|account|en)(?:\/|$)|\/og\.png$/;

/** The page for an address that is nobody's; null when Next may know it. */
export function lostRoute(pathname: string): DocumentRoute | null {
  if (OF_NEXT.test(pathname)) return null;
  const locale = localeOfPath(pathname);
  return { locale, nextPath: lostPath(locale), isKept: false };
}

/** The language an address asks for. */
export function localeOfPath(pathname = "/"): Locale {
  const [, first = ""] = pathname.split("/");
  return isLocale(first) ? first : DEFAULT_LOCALE;
}
