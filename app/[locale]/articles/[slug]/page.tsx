import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FontPreloads, ITALIC_FONTS } from "@/app/font-preloads";
import { ReaderFrame } from "@/app/reader-frame";
import {
  documentSlots,
  localeOf,
  newsroomTimezone,
  pageMetadata,
  pageNumber,
  publicationIn,
} from "@/app/reader-page";
import { Neighbours } from "@/components/article-foot";
import { DriveBanner } from "@/components/drive-banner";
import { River } from "@/components/river";
import { StructuredData } from "@/components/structured-data";
import { TheArticle } from "@/components/the-article";
import { wordsIn } from "@/components/words/words";
import type { Article } from "@/domain/article/article";
import { hasItalics } from "@/domain/article/has-italics";
import {
  listArticles,
  listSections,
  listTranslations,
  readArticle,
  readNeighbours,
  type Teaser,
} from "@/domain/article/read-articles";
import { breadcrumbs, newsArticle } from "@/domain/article/structured-data";
import { tagSlug } from "@/domain/article/tag";
import type { Ctx } from "@/domain/context";
import { wantsBanner } from "@/domain/drive/banner-pages";
import { type Locale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

const FEED = 5;

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/articles/[slug]">): Promise<Metadata> {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const { ctx } = getRuntime();
  const [article, locales] = await Promise.all([
    readArticle(ctx, { slug, locale }),
    listTranslations(ctx, slug),
  ]);
  if (!article) return {};
  const page = pageMetadata({
    locale,
    locales,
    path: `/articles/${slug}`,
    title: article.headline,
    description: article.standfirst,
    image: localPath(locale, `/articles/${slug}/og.png`),
    feed: `/sections/${article.section.slug}/feed.xml`,
  });
  return {
    ...page,
    alternates: {
      ...page.alternates,
      ...(article.canonicalUrl ? { canonical: article.canonicalUrl } : {}),
      types: { ...page.alternates?.types, "application/json+oembed": oembedAddress(locale, slug) },
    },
    openGraph: {
      ...page.openGraph,
      type: "article",
      publishedTime: article.publishedAt,
      modifiedTime: article.updatedAt ?? article.publishedAt,
      authors: article.authors.map((author) => author.name),
      section: article.section.name,
      tags: article.tags,
    },
  };
}

/** Where other sites learn what a link to this article is. */
function oembedAddress(locale: Locale, slug: string): string {
  const { siteUrl } = getRuntime().ctx.settings;
  const article = encodeURIComponent(`${siteUrl}${localPath(locale, `/articles/${slug}`)}`);
  return `${siteUrl}/api/oembed?format=json&url=${article}`;
}

export default async function ArticlePage({ params, searchParams }: PageProps<"/[locale]/articles/[slug]">) {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const page = pageNumber((await searchParams).page);
  const { ctx } = getRuntime();
  const article = await readArticle(ctx, { slug, locale });
  if (!article) notFound();
  const [sections, translations, related, neighbours, feed, hasBanner] = await Promise.all([
    listSections(ctx, locale),
    listTranslations(ctx, slug),
    readRelated(ctx, article),
    readNeighbours(ctx, article),
    listArticles(ctx, { locale, limit: FEED, offset: (page - 1) * FEED, except: slug }),
    wantsBanner(ctx, addressesOf(article)),
  ]);
  const url = `${ctx.settings.siteUrl}${localPath(locale, `/articles/${slug}`)}`;
  const feedPage = (n: number) =>
    localPath(locale, `/articles/${slug}${n === 1 ? "" : `?page=${n}`}#more-news`);
  return (
    <ReaderFrame
      locale={locale}
      sections={sections}
      current={article.section.slug}
      otherPath={translations.length > 1 ? `/articles/${slug}` : "/"}
    >
      {/* Painted once and whole: laid out in pieces it would hold up a slow phone when it is first touched. */}
      <link rel="expect" href="#more-news" blocking="render" />
      {hasItalics(article.body) && <FontPreloads fonts={ITALIC_FONTS[locale]} />}
      <div className="mx-auto mt-5 max-w-[46rem]">
        {hasBanner && (
          <DriveBanner
            slots={documentSlots()}
            locale={locale}
            attribution={{ article: slug, section: article.section.slug }}
          />
        )}
        <TheArticle
          article={article}
          locale={locale}
          related={related}
          url={url}
          timezone={newsroomTimezone()}
        />
        <Neighbours {...neighbours} locale={locale} />
        <River
          id="more-news"
          articles={feed.articles}
          locale={locale}
          timezone={newsroomTimezone()}
          title={wordsIn(locale).moreNews}
          older={feed.total > page * FEED ? feedPage(page + 1) : null}
          newer={page > 1 ? feedPage(page - 1) : null}
        />
      </div>
      <ArticleData article={article} locale={locale} />
    </ReaderFrame>
  );
}

function ArticleData({ article, locale }: { article: Article; locale: Locale }) {
  const publication = publicationIn(locale);
  const { slug, section } = article;
  const image = publication.siteUrl + publication.pathTo(`/articles/${slug}/og.png`);
  const way = [
    { name: publication.newsroom, path: "/" },
    { name: section.name, path: `/sections/${section.slug}` },
    { name: article.headline, path: `/articles/${slug}` },
  ];
  return (
    <>
      <StructuredData data={newsArticle(article, image, publication)} />
      <StructuredData data={breadcrumbs(way, publication)} />
    </>
  );
}

/** Everything an article is under, as staff name pages that go without the banner. */
function addressesOf({ slug, section, tags }: Article): string[] {
  return [`/articles/${slug}`, `/sections/${section.slug}`, ...tags.map((tag) => `/tags/${tagSlug(tag)}`)];
}

async function readRelated(ctx: Ctx, article: Article): Promise<Map<string, Teaser>> {
  const slugs = article.body.flatMap((block) => (block.type === "related" ? block.slug : []));
  if (slugs.length === 0) return new Map();
  const { articles } = await listArticles(ctx, { locale: article.locale, slugs, limit: slugs.length });
  return new Map(articles.map((teaser) => [teaser.slug, teaser]));
}
