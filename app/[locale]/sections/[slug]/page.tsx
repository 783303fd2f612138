import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { A_PAGE, paging } from "@/app/paging";
import { ReaderFrame } from "@/app/reader-frame";
import {
  documentSlots,
  localeOf,
  newsroomTimezone,
  pageMetadata,
  pageNumber,
  publicationIn,
} from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { LEADS, Leads } from "@/components/leads";
import { PageTitle } from "@/components/page-title";
import { River } from "@/components/river";
import { StructuredData } from "@/components/structured-data";
import { wordsIn } from "@/components/words/words";
import { listArticles, listSections, readSection } from "@/domain/article/read-articles";
import { breadcrumbs } from "@/domain/article/structured-data";
import { wantsBanner } from "@/domain/drive/banner-pages";
import { LOCALES, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

async function readThisSection(params: PageProps<"/[locale]/sections/[slug]">["params"]) {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const { ctx } = getRuntime();
  const [sections, section] = await Promise.all([
    listSections(ctx, locale),
    readSection(ctx, { slug, locale }),
  ]);
  if (!section) notFound();
  return { locale, sections, section };
}

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/sections/[slug]">): Promise<Metadata> {
  const { locale, section } = await readThisSection(params);
  const path = `/sections/${section.slug}`;
  return pageMetadata({ locale, locales: LOCALES, path, title: section.name, feed: `${path}/feed.xml` });
}

export default async function SectionPage({ params, searchParams }: PageProps<"/[locale]/sections/[slug]">) {
  const { locale, sections, section } = await readThisSection(params);
  const page = pageNumber((await searchParams).page);
  const { ctx } = getRuntime();
  const offset = (page - 1) * A_PAGE;
  const [{ articles, total }, hasBanner] = await Promise.all([
    listArticles(ctx, { locale, section: section.slug, limit: A_PAGE, offset }),
    wantsBanner(ctx, [`/sections/${section.slug}`]),
  ]);
  const words = wordsIn(locale);
  const path = (n: number) => localPath(locale, `/sections/${section.slug}${n === 1 ? "" : `?page=${n}`}`);
  const publication = publicationIn(locale);
  const way = [
    { name: publication.newsroom, path: "/" },
    { name: section.name, path: `/sections/${section.slug}` },
  ];
  const leads = page === 1 ? articles.slice(0, LEADS) : [];
  const river = articles.slice(leads.length);
  return (
    <ReaderFrame
      locale={locale}
      sections={sections}
      current={section.slug}
      otherPath={`/sections/${section.slug}`}
    >
      <PageTitle
        title={section.name}
        feed={localPath(locale, `/sections/${section.slug}/feed.xml`)}
        locale={locale}
      />
      <Leads articles={leads} locale={locale} />
      {hasBanner && (
        <div className="mt-8">
          <DriveBanner slots={documentSlots()} locale={locale} attribution={{ section: section.slug }} />
        </div>
      )}
      {(leads.length === 0 || river.length > 0) && (
        <River
          articles={river}
          locale={locale}
          timezone={newsroomTimezone()}
          title={words.latest}
          {...paging(page, total, path)}
        />
      )}
      <StructuredData data={breadcrumbs(way, publication)} />
    </ReaderFrame>
  );
}
