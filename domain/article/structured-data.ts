import type { Article, Author } from "./article";

/** The newsroom in one language, as absolute addresses need it. */
export interface Publication {
  /** Public origin without a trailing slash. */
  siteUrl: string;
  newsroom: string;
  /** A path of the reader pages in the page's language. */
  pathTo: (path: string) => string;
}

/** What search engines are told of an article: schema.org's NewsArticle with every field they require. */
export function newsArticle(article: Article, image: string, publication: Publication): object {
  const { siteUrl, newsroom, pathTo } = publication;
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: article.headline,
    description: article.standfirst,
    image: [image, ...(article.hero ? [absolute(siteUrl, article.hero.src)] : [])],
    datePublished: article.publishedAt,
    dateModified: article.updatedAt ?? article.publishedAt,
    inLanguage: article.locale,
    articleSection: article.section.name,
    keywords: article.tags,
    isAccessibleForFree: true,
    mainEntityOfPage: siteUrl + pathTo(`/articles/${article.slug}`),
    author: article.authors.map((author) => person(author, publication)),
    publisher: {
      "@type": "NewsMediaOrganization",
      name: newsroom,
      url: siteUrl + pathTo("/"),
      logo: { "@type": "ImageObject", url: `${siteUrl}/icon-512.png`, width: 512, height: 512 },
    },
    ...(article.correction ? { correction: article.correction } : {}),
  };
}

/** The way from the front page to a page: names with their paths; the last is the page itself. */
export function breadcrumbs(
  steps: readonly { name: string; path: string }[],
  { siteUrl, pathTo }: Publication,
): object {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: siteUrl + pathTo(path),
    })),
  };
}

/** An author's page. */
export function profilePage(author: Author, publication: Publication): object {
  return {
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    mainEntity: {
      ...person(author, publication),
      description: author.bio,
      ...(author.avatar ? { image: absolute(publication.siteUrl, author.avatar.src) } : {}),
      worksFor: { "@type": "NewsMediaOrganization", name: publication.newsroom },
    },
  };
}

function person(author: Author, { siteUrl, pathTo }: Publication) {
  return {
    "@type": "Person",
    name: author.name,
    jobTitle: author.role,
    url: siteUrl + pathTo(`/authors/${author.slug}`),
  };
}

function absolute(siteUrl: string, src: string): string {
  return new URL(src, `${siteUrl}/`).href;
}

/** Structured data as it may stand inside a script element. */
export function structuredJson(data: object): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
