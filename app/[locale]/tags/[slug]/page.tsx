import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { A_PAGE, paging } from "@/app/paging";
import { ReaderFrame } from "@/app/reader-frame";
import { documentSlots, localeOf, newsroomTimezone, pageMetadata, pageNumber } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { PageTitle } from "@/components/page-title";
import { River } from "@/components/river";
import { wordsIn } from "@/components/words/words";
import { listArticles, listSections, readTag } from "@/domain/article/read-articles";
import { wantsBanner } from "@/domain/drive/banner-pages";
import { localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

async function readThisTag(params: PageProps<"/[locale]/tags/[slug]">["params"]) {
  const { locale: rawLocale, slug: rawSlug } = await params;
  const locale = localeOf(rawLocale);
  const slug = decoded(rawSlug);
  const tag = await readTag(getRuntime().ctx, { slug, locale });
  if (!tag) notFound();
  return { locale, slug, tag, path: `/tags/${encodeURIComponent(slug)}` };
}

export async function generateMetadata({ params }: PageProps<"/[locale]/tags/[slug]">): Promise<Metadata> {
  const { locale, tag, path } = await readThisTag(params);
  return pageMetadata({ locale, locales: [locale], path, title: tag });
}

export default async function TagPage({ params, searchParams }: PageProps<"/[locale]/tags/[slug]">) {
  const { locale, slug, tag, path } = await readThisTag(params);
  const page = pageNumber((await searchParams).page);
  const { ctx } = getRuntime();
  const [sections, { articles, total }, hasBanner] = await Promise.all([
    listSections(ctx, locale),
    listArticles(ctx, { locale, tag: slug, limit: A_PAGE, offset: (page - 1) * A_PAGE }),
    wantsBanner(ctx, [`/tags/${slug}`]),
  ]);
  const words = wordsIn(locale);
  const pagePath = (n: number) => localPath(locale, n === 1 ? path : `${path}?page=${n}`);
  return (
    <ReaderFrame locale={locale} sections={sections}>
      <PageTitle title={tag} kind={words.topic} locale={locale} />
      {hasBanner && (
        <DriveBanner slots={documentSlots()} locale={locale} attribution={{ section: "topic" }} />
      )}
      <River
        articles={articles}
        locale={locale}
        timezone={newsroomTimezone()}
        title={words.latest}
        {...paging(page, total, pagePath)}
      />
    </ReaderFrame>
  );
}

/** Next gives an address's part as it came; letters beyond ASCII are encoded in it. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
