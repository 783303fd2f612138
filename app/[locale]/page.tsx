import type { Metadata } from "next";
import { A_PAGE } from "@/app/paging";
import { ReaderFrame } from "@/app/reader-frame";
import { documentSlots, localeOf, newsroomTimezone, pageMetadata, pageNumber } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { LEADS, Leads } from "@/components/leads";
import { River } from "@/components/river";
import { Teaser } from "@/components/teaser";
import { wordsIn } from "@/components/words/words";
import { listArticles, listSections, type Teaser as TeaserData } from "@/domain/article/read-articles";
import { wantsBanner } from "@/domain/drive/banner-pages";
import { LOCALES, type Locale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

const THIRDS = 3;
/** The first page's leads and thirds; what follows is the river. */
const ABOVE = LEADS + THIRDS;

export async function generateMetadata({ params }: PageProps<"/[locale]">): Promise<Metadata> {
  const locale = localeOf((await params).locale);
  return pageMetadata({ locale, locales: LOCALES, path: "/" });
}

export default async function FrontPage({ params, searchParams }: PageProps<"/[locale]">) {
  const locale = localeOf((await params).locale);
  const page = pageNumber((await searchParams).page);
  const { ctx } = getRuntime();
  const offset = page === 1 ? 0 : ABOVE + (page - 1) * A_PAGE;
  const limit = page === 1 ? ABOVE + A_PAGE : A_PAGE;
  const [sections, { articles, total }, hasBanner] = await Promise.all([
    listSections(ctx, locale),
    listArticles(ctx, { locale, limit, offset }),
    wantsBanner(ctx, ["/"]),
  ]);
  const isFirst = page === 1;
  const river = isFirst ? articles.slice(ABOVE) : articles;
  const hasOlder = total > offset + articles.length;
  const pagePath = (n: number) => localPath(locale, n === 1 ? "/" : `/?page=${n}`);
  return (
    <ReaderFrame locale={locale} sections={sections} large>
      {isFirst && (
        <div className="mt-6">
          <Leads articles={articles.slice(0, LEADS)} locale={locale} />
        </div>
      )}
      {hasBanner && (
        <div className="mt-10">
          <DriveBanner slots={documentSlots()} locale={locale} attribution={{ section: "front" }} />
        </div>
      )}
      {isFirst && <Thirds articles={articles.slice(LEADS, ABOVE)} locale={locale} />}
      {(river.length > 0 || articles.length === 0) && (
        <River
          articles={river}
          locale={locale}
          timezone={newsroomTimezone()}
          title={wordsIn(locale).latest}
          older={hasOlder ? pagePath(page + 1) : null}
          newer={isFirst ? null : pagePath(page - 1)}
        />
      )}
    </ReaderFrame>
  );
}

function Thirds({ articles, locale }: { articles: TeaserData[]; locale: Locale }) {
  if (articles.length === 0) return null;
  return (
    <div className="mt-8 grid gap-8 md:grid-cols-3 md:gap-12">
      {articles.map((article) => (
        <div
          key={article.slug}
          className="relative md:not-first:before:absolute md:not-first:before:inset-y-0 md:not-first:before:-start-6 md:not-first:before:border-s md:not-first:before:border-rule"
        >
          <Teaser article={article} locale={locale} rank="third" />
        </div>
      ))}
    </div>
  );
}
