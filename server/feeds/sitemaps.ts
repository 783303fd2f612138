import type { ArticleAddress } from "@/domain/article/list-addresses";
import { escapeHtml } from "@/domain/drive/slots";
import { LOCALES, type Locale, localPath } from "@/domain/locale";

/** What the sitemap protocol allows in one file. */
export const MOST_ADDRESSES = 50_000;
/** Search engines take news of the last two days, at most a thousand articles. */
const NEWS_MS = 2 * 86_400_000;
const MOST_NEWS = 1_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

interface Pages {
  siteUrl: string;
  articles: readonly ArticleAddress[];
  sections: readonly string[];
  authors: readonly string[];
}

/** Every page there is, each with its other languages. */
export function sitemap({ siteUrl, articles, sections, authors }: Pages): string {
  const everywhere = [
    "/",
    "/how-we-count",
    ...sections.map((slug) => `/sections/${slug}`),
    ...authors.map((slug) => `/authors/${slug}`),
  ];
  const languages = new Map<string, Locale[]>();
  for (const { slug, locale } of articles) languages.set(slug, [...(languages.get(slug) ?? []), locale]);
  const entries = [
    ...everywhere.flatMap((path) =>
      LOCALES.map((locale) =>
        entry(siteUrl, localPath(locale, path), null, alternates(siteUrl, path, LOCALES)),
      ),
    ),
    ...articles.map(({ slug, locale, publishedAt, updatedAt }) => {
      const path = `/articles/${slug}`;
      const links = alternates(siteUrl, path, languages.get(slug) ?? []);
      return entry(siteUrl, localPath(locale, path), updatedAt ?? publishedAt, links);
    }),
  ];
  return `${HEAD}<urlset xmlns="${SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries.slice(0, MOST_ADDRESSES).join("")}</urlset>\n`;
}

/** The articles of the last two days, as news search engines want them. */
export function newsSitemap(
  { siteUrl, articles }: Pick<Pages, "siteUrl" | "articles">,
  newsroom: (locale: Locale) => string,
  now: Date,
): string {
  const recent = articles
    .filter(({ publishedAt }) => now.getTime() - publishedAt.getTime() <= NEWS_MS)
    .slice(0, MOST_NEWS);
  const entries = recent.map(({ slug, locale, headline, publishedAt }) => {
    const name = escapeHtml(newsroom(locale));
    return `<url><loc>${escapeHtml(siteUrl + localPath(locale, `/articles/${slug}`))}</loc><news:news><news:publication><news:name>${name}</news:name><news:language>${locale}</news:language></news:publication><news:publication_date>${publishedAt.toISOString()}</news:publication_date><news:title>${escapeHtml(headline)}</news:title></news:news></url>`;
  });
  return `${HEAD}<urlset xmlns="${SITEMAP}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entries.join("")}</urlset>\n`;
}

/** Readers' pages are for everyone; what is personal, staff's or a search is not for robots. */
export function robotsTxt(siteUrl: string): string {
  const closed = ["/staff", "/welcome", "/account", "/search", "/uk/search", "/uk/welcome", "/uk/account"];
  return [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${siteUrl}/sitemap.xml`,
    `Sitemap: ${siteUrl}/news-sitemap.xml`,
    "",
  ].join("\n");
}

function entry(siteUrl: string, path: string, changed: Date | null, links: string): string {
  const lastmod = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : "";
  return `<url><loc>${escapeHtml(siteUrl + path)}</loc>${lastmod}${links}</url>`;
}

function alternates(siteUrl: string, path: string, locales: readonly Locale[]): string {
  if (locales.length < 2) return "";
  return locales
    .map(
      (locale) =>
        `<xhtml:link rel="alternate" hreflang="${locale}" href="${escapeHtml(siteUrl + localPath(locale, path))}"/>`,
    )
    .join("");
}
