import type { Newsroom } from "@/components/words/newsroom";
import type { Article } from "@/domain/article/article";
import { articleHtml } from "@/domain/article/article-html";
import { type Locale, localPath } from "@/domain/locale";

export interface FeedSource {
  newsroom: Newsroom;
  siteUrl: string;
  locale: Locale;
  /** The section it is a feed of; null for everything. */
  section: { slug: string; name: string } | null;
  articles: readonly Article[];
  /** The first address of each article that has moved, by its slug now. */
  first: ReadonlyMap<string, { slug: string; locale: Locale }>;
  /** The feed's own address, from the site's root. */
  selfPath: string;
}

function named({ newsroom, locale, section, siteUrl }: FeedSource) {
  const { name, tagline } = newsroom;
  return {
    title: section ? `${section.name} · ${name}` : name,
    description: tagline ?? name,
    home: siteUrl + localPath(locale, section ? `/sections/${section.slug}` : "/"),
  };
}

/** Read when the first feed is asked for: a start need not wait for it. */
const writer = () => import("feedsmith");

/** The newest articles, whole, as RSS 2.0. */
export async function rssFeed(source: FeedSource): Promise<string> {
  const { siteUrl, locale, articles, selfPath } = source;
  const { title, description, home } = named(source);
  const { generateRssFeed } = await writer();
  return generateRssFeed({
    title,
    description,
    link: home,
    language: locale,
    ...newest(articles),
    atom: { links: [{ href: siteUrl + selfPath, rel: "self", type: "application/rss+xml" }] },
    items: articles.map((article) => ({
      title: article.headline,
      link: addressOf(article, siteUrl),
      guid: { value: lastingId(article, source), isPermaLink: true },
      pubDate: new Date(article.publishedAt),
      description: article.standfirst,
      categories: categories(article).map((name) => ({ name })),
      dc: { creators: article.authors.map((author) => author.name) },
      content: { encoded: articleHtml(article, siteUrl) },
    })),
  });
}

/** The newest articles, whole, as Atom 1.0. */
export async function atomFeed(source: FeedSource): Promise<string> {
  const { siteUrl, articles, selfPath } = source;
  const { title, description, home } = named(source);
  const [latest] = articles;
  const { generateAtomFeed } = await writer();
  return generateAtomFeed({
    id: siteUrl + selfPath,
    title: { value: title },
    subtitle: { value: description },
    updated: latest ? changedAt(latest) : new Date(0),
    links: [
      { href: siteUrl + selfPath, rel: "self", type: "application/atom+xml" },
      { href: home, rel: "alternate", type: "text/html" },
    ],
    entries: articles.map((article) => ({
      id: lastingId(article, source),
      title: { value: article.headline },
      links: [{ href: addressOf(article, siteUrl), rel: "alternate", type: "text/html" }],
      published: new Date(article.publishedAt),
      updated: changedAt(article),
      authors: article.authors.map((author) => ({
        name: author.name,
        uri: siteUrl + localPath(article.locale, `/authors/${author.slug}`),
      })),
      categories: categories(article).map((term) => ({ term })),
      summary: { value: article.standfirst },
      content: { value: articleHtml(article, siteUrl), type: "html" },
    })),
  });
}

function newest([latest]: readonly Article[]) {
  return latest ? { lastBuildDate: changedAt(latest), pubDate: new Date(latest.publishedAt) } : {};
}

function addressOf(article: Article, siteUrl: string): string {
  return siteUrl + localPath(article.locale, `/articles/${article.slug}`);
}

/** Feed readers take an article with another id for another article: its first address stays its id. */
function lastingId(article: Article, { siteUrl, first }: FeedSource): string {
  const { slug, locale } = first.get(article.slug) ?? article;
  return siteUrl + localPath(locale, `/articles/${slug}`);
}

function categories(article: Article): string[] {
  return [article.section.name, ...article.tags];
}

function changedAt(article: Article): Date {
  return new Date(article.updatedAt ?? article.publishedAt);
}
