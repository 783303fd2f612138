import type { Metadata } from "next";
import { A_PAGE, paging } from "@/app/paging";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf, newsroomTimezone, pageNumber } from "@/app/reader-page";
import { PageTitle } from "@/components/page-title";
import { River } from "@/components/river";
import { SearchForm } from "@/components/search-form";
import { wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { LONGEST_QUERY, searchArticles } from "@/domain/article/search-articles";
import { localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/search">): Promise<Metadata> {
  const words = wordsIn(localeOf((await params).locale));
  // What somebody looked for is no page of ours: search engines keep out of it.
  return { title: words.search, robots: { index: false, follow: true } };
}

export default async function SearchPage({ params, searchParams }: PageProps<"/[locale]/search">) {
  const locale = localeOf((await params).locale);
  const { q, page: rawPage } = await searchParams;
  const text = (typeof q === "string" ? q : "").slice(0, LONGEST_QUERY).trim();
  const page = pageNumber(rawPage);
  const { ctx } = getRuntime();
  const [sections, { articles, total }] = await Promise.all([
    listSections(ctx, locale),
    searchArticles(ctx, { text, locale, limit: A_PAGE, offset: (page - 1) * A_PAGE }),
  ]);
  const words = wordsIn(locale);
  const path = (n: number) =>
    localPath(locale, `/search?q=${encodeURIComponent(text)}${n === 1 ? "" : `&page=${n}`}`);
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/search" current="search">
      <PageTitle title={words.search} locale={locale} />
      <SearchForm locale={locale} text={text} />
      {text === "" ? (
        <p className="mt-6 max-w-prose text-lg text-soft">{words.searchHint}</p>
      ) : (
        <River
          articles={articles}
          locale={locale}
          timezone={newsroomTimezone()}
          title={words.found(total, text)}
          empty={words.foundNothing(text)}
          {...paging(page, total, path)}
        />
      )}
    </ReaderFrame>
  );
}
