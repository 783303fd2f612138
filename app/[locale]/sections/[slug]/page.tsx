import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { documentSlots, localeOf, pageNumber } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { River } from "@/components/river";
import { SiteFrame } from "@/components/site-frame";
import { localPath, wordsIn } from "@/components/words/words";
import { listArticles, listSections } from "@/domain/article/read-articles";
import { getRuntime } from "@/runtime";

const A_PAGE = 12;

async function readSection(params: PageProps<"/[locale]/sections/[slug]">["params"]) {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const sections = await listSections(getRuntime().ctx, locale);
  const section = sections.find((known) => known.slug === slug);
  if (!section) notFound();
  return { locale, sections, section };
}

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/sections/[slug]">): Promise<Metadata> {
  return { title: (await readSection(params)).section.name };
}

export default async function SectionPage({ params, searchParams }: PageProps<"/[locale]/sections/[slug]">) {
  const { locale, sections, section } = await readSection(params);
  const page = pageNumber((await searchParams).page);
  const offset = (page - 1) * A_PAGE;
  const { articles, total } = await listArticles(getRuntime().ctx, {
    locale,
    section: section.slug,
    limit: A_PAGE,
    offset,
  });
  const path = (n: number) => localPath(locale, `/sections/${section.slug}${n === 1 ? "" : `?page=${n}`}`);
  return (
    <SiteFrame locale={locale} sections={sections} otherPath={`/sections/${section.slug}`}>
      <h1 className="mt-6 mb-5 text-5xl font-[640] tracking-[-0.02em]">{section.name}</h1>
      <DriveBanner slots={documentSlots()} locale={locale} attribution={{ section: section.slug }} />
      <River
        articles={articles}
        locale={locale}
        title={wordsIn(locale).latest}
        older={total > offset + articles.length ? path(page + 1) : null}
        newer={page > 1 ? path(page - 1) : null}
      />
    </SiteFrame>
  );
}
