import type { Metadata } from "next";
import { A_PAGE } from "@/app/paging";
import { ReaderFrame } from "@/app/reader-frame";
import { documentSlots, localeOf, pageMetadata, pageNumber } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { River } from "@/components/river";
import { Teaser } from "@/components/teaser";
import { wordsIn } from "@/components/words/words";
import { listArticles, listSections, type Teaser as TeaserData } from "@/domain/article/read-articles";
import { wantsBanner } from "@/domain/drive/banner-pages";
import { LOCALES, type Locale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

const SECONDS = 2;
const THIRDS = 3;
/** The first page's lead, seconds and thirds; what follows is the river. */
const ABOVE = 1 + SECONDS + THIRDS;

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
      {isFirst && <Leads articles={articles.slice(0, 1 + SECONDS)} locale={locale} />}
      {hasBanner && (
        <div className="mt-10">
          <DriveBanner slots={documentSlots()} locale={locale} attribution={{ section: "front" }} />
        </div>
      )}
      {isFirst && <Thirds articles={articles.slice(1 + SECONDS, ABOVE)} locale={locale} />}
      {(river.length > 0 || articles.length === 0) && (
        <River
          articles={river}
          locale={locale}
          title={wordsIn(locale).latest}
          older={hasOlder ? pagePath(page + 1) : null}
          newer={isFirst ? null : pagePath(page - 1)}
        />
      )}
    </ReaderFrame>
  );
}

function Leads({ articles: [lead, ...seconds], locale }: { articles: TeaserData[]; locale: Locale }) {
  if (!lead) return null;
  return (
    <div className="mt-6 grid gap-8 lg:grid-cols-[1fr_19rem] lg:gap-8">
      <Teaser article={lead} locale={locale} rank="lead" />
      {seconds.length > 0 && (
        <div className="grid content-start gap-8 border-rule max-lg:border-t max-lg:pt-6 sm:grid-cols-2 lg:grid-cols-1 lg:border-s lg:ps-8">
          {seconds.map((article) => (
            <Teaser key={article.slug} article={article} locale={locale} rank="second" />
          ))}
        </div>
      )}
    </div>
  );
}

function Thirds({ articles, locale }: { articles: TeaserData[]; locale: Locale }) {
  if (articles.length === 0) return null;
  return (
    <div className="mt-8 grid gap-8 md:grid-cols-3 md:gap-0 md:divide-x md:divide-rule">
      {articles.map((article) => (
        <div key={article.slug} className="md:px-6 md:first:ps-0 md:last:pe-0">
          <Teaser article={article} locale={locale} rank="third" />
        </div>
      ))}
    </div>
  );
}
