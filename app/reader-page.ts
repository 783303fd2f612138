import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { newsroomIn } from "@/app/newsroom";
import type { Publication } from "@/domain/article/structured-data";
import { bannerText } from "@/domain/drive/banner-text";
import { type Progress, progressIn } from "@/domain/drive/progress";
import { queryMark, SLOT_TOKENS, type SlotValues } from "@/domain/drive/slots";
import { DEFAULT_LOCALE, isLocale, type Locale, localPath } from "@/domain/locale";
import { readOffer } from "@/domain/membership/list-plans";
import { cheapestOf } from "@/domain/membership/plan";
import { fromPrice } from "@/domain/membership/price-words";
import { getRuntime } from "@/runtime";

/** The language of a page's address, or its not-found page. */
export function localeOf(value: string): Locale {
  if (!isLocale(value)) notFound();
  return value;
}

/** What documents are rendered with: the front door fills these at every version. */
export function documentSlots(): SlotValues {
  return SLOT_TOKENS;
}

/** The slots' values at this moment, for pages that are made for one person and never kept. Null without a drive. */
export async function slotsNow(locale: Locale): Promise<SlotValues | null> {
  const { ctx } = getRuntime();
  const snapshot = ctx.feed.read("current");
  return snapshot ? slotsOf(progressIn(snapshot, locale), locale, ctx.clock.now()) : null;
}

/** What the banner would say of any progress at any moment. */
export async function slotsOf(progress: Progress, locale: Locale, now: Date): Promise<SlotValues> {
  const { ctx } = getRuntime();
  const { plans, ownAmounts } = await readOffer(ctx);
  const plan = cheapestOf(plans, ownAmounts);
  return {
    ...bannerText(progress, locale, now),
    price: plan ? fromPrice(plan, locale) : "",
    giftUrl: ctx.settings.giftUrl ?? localPath(locale, "/gift"),
    joinMark: queryMark(ctx.settings.joinUrl),
  };
}

/** The time zone that articles' times are told in: the running drive's. */
export function newsroomTimezone(): string {
  return getRuntime().ctx.feed.read("current")?.progress.timezone ?? "UTC";
}

/** A page number from an address; anything else is the first page. */
export function pageNumber(value: string | string[] | undefined): number {
  const page = Number(typeof value === "string" ? value : 1);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

/** Whether a form was sent from a page of this site (Origin against Host). */
export function isOwnForm(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin || origin === "null") return request.headers.get("sec-fetch-site") === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** The newsroom in a language, as structured data and feeds name it. */
export function publicationIn(locale: Locale): Publication {
  return {
    siteUrl: getRuntime().ctx.settings.siteUrl,
    newsroom: newsroomIn(locale).name,
    pathTo: (path) => localPath(locale, path),
  };
}

/** What a page says of itself to other sites: its one address, its languages, its feed, its picture. */
export function pageMetadata(page: {
  locale: Locale;
  path: string;
  /** Languages this very page exists in. */
  locales: readonly Locale[];
  title?: string;
  description?: string;
  image?: string;
  feed?: string;
}): Metadata {
  const { locale, path, title, description } = page;
  const image = page.image ?? localPath(locale, "/og.png");
  const languages = Object.fromEntries(page.locales.map((other) => [other, localPath(other, path)]));
  return {
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    alternates: {
      canonical: localPath(locale, path),
      ...(page.locales.length > 1
        ? { languages: { ...languages, "x-default": localPath(DEFAULT_LOCALE, path) } }
        : {}),
      types: { "application/rss+xml": localPath(locale, page.feed ?? "/feed.xml") },
    },
    openGraph: {
      siteName: newsroomIn(locale).name,
      locale: locale === "uk" ? "uk_UA" : "en_GB",
      type: "website",
      url: localPath(locale, path),
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      images: [{ url: image, width: 1200, height: 630, alt: title ?? newsroomIn(locale).name }],
    },
    twitter: { card: "summary_large_image" },
  };
}
