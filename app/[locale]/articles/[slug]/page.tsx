import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { documentSlots, localeOf, newsroomTimezone } from "@/app/reader-page";
import { ArticleBody } from "@/components/article-body";
import { ArticleFoot } from "@/components/article-foot";
import { ArticleHead } from "@/components/article-head";
import { DriveBanner } from "@/components/drive-banner";
import { Figure } from "@/components/picture";
import { River } from "@/components/river";
import { SiteFrame } from "@/components/site-frame";
import { localPath, wordsIn } from "@/components/words/words";
import type { Article } from "@/domain/article/article";
import { listArticles, listSections, readArticle, type Teaser } from "@/domain/article/read-articles";
import { getRuntime } from "@/runtime";

const FEED = 4;

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/articles/[slug]">): Promise<Metadata> {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const article = await readArticle(getRuntime().ctx, { slug, locale });
  if (!article) return {};
  return {
    title: article.headline,
    description: article.standfirst,
    alternates: { canonical: localPath(locale, `/articles/${slug}`) },
    openGraph: {
      type: "article",
      title: article.headline,
      description: article.standfirst,
      publishedTime: article.publishedAt,
      modifiedTime: article.updatedAt ?? article.publishedAt,
      authors: article.authors.map((author) => author.name),
    },
  };
}

export default async function ArticlePage({ params }: PageProps<"/[locale]/articles/[slug]">) {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const { ctx } = getRuntime();
  const article = await readArticle(ctx, { slug, locale });
  if (!article) notFound();
  const [sections, { articles: feed, total }] = await Promise.all([
    listSections(ctx, locale),
    listArticles(ctx, { locale, limit: FEED, except: slug }),
  ]);
  const related = await readRelated(article);
  const words = wordsIn(locale);
  const url = `${ctx.settings.siteUrl}${localPath(locale, `/articles/${slug}`)}`;
  return (
    <SiteFrame locale={locale} sections={sections}>
      <article className="mx-auto mt-5 max-w-[46rem]">
        <DriveBanner
          slots={documentSlots()}
          locale={locale}
          attribution={{ article: slug, section: article.section.slug }}
        />
        <ArticleHead article={article} locale={locale} timezone={newsroomTimezone()} />
        {article.hero && (
          <div className="mt-7">
            <Figure picture={article.hero} eager />
          </div>
        )}
        <Note label={words.editorsNote} text={article.editorsNote} />
        <Note label={words.correction} text={article.correction} />
        <div className="mt-8">
          <ArticleBody blocks={article.body} locale={locale} related={related} />
        </div>
        <ArticleFoot article={article} locale={locale} url={url} />
        <River
          articles={feed}
          locale={locale}
          title={words.moreNews}
          older={total > FEED ? localPath(locale, "/?page=2") : null}
          newer={null}
        />
      </article>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: structured data, with every "<" escaped.
        dangerouslySetInnerHTML={{ __html: structuredData(article, url) }}
      />
    </SiteFrame>
  );

  async function readRelated(of: Article): Promise<Map<string, Teaser>> {
    const slugs = of.body.flatMap((block) => (block.type === "related" ? block.slug : []));
    const { articles } = await listArticles(ctx, { locale, limit: 50 });
    return new Map(
      articles.filter((teaser) => slugs.includes(teaser.slug)).map((teaser) => [teaser.slug, teaser]),
    );
  }
}

function Note({ label, text }: { label: string; text: string | null }) {
  if (!text) return null;
  return (
    <p className="mt-6 max-w-[66ch] border-l-2 border-joy pl-4 font-sans text-base leading-relaxed text-soft">
      <strong className="font-semibold text-ink">{label}</strong> {text}
    </p>
  );
}

function structuredData(article: Article, url: string): string {
  const data = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: article.headline,
    description: article.standfirst,
    datePublished: article.publishedAt,
    dateModified: article.updatedAt ?? article.publishedAt,
    inLanguage: article.locale,
    articleSection: article.section.name,
    mainEntityOfPage: url,
    author: article.authors.map((author) => ({
      "@type": "Person",
      name: author.name,
      jobTitle: author.role,
    })),
    ...(article.hero ? { image: [new URL(article.hero.src, url).href] } : {}),
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
