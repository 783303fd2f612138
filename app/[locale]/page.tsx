import { documentSlots, localeOf, pageNumber } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { River } from "@/components/river";
import { SiteFrame } from "@/components/site-frame";
import { Teaser } from "@/components/teaser";
import { localPath, wordsIn } from "@/components/words/words";
import { listArticles, listSections } from "@/domain/article/read-articles";
import { getRuntime } from "@/runtime";

const LEADS = 3;
const A_PAGE = 12;

export default async function FrontPage({ params, searchParams }: PageProps<"/[locale]">) {
  const locale = localeOf((await params).locale);
  const page = pageNumber((await searchParams).page);
  const { ctx } = getRuntime();
  const offset = page === 1 ? 0 : LEADS + (page - 1) * A_PAGE;
  const limit = page === 1 ? LEADS + A_PAGE : A_PAGE;
  const [sections, { articles, total }] = await Promise.all([
    listSections(ctx, locale),
    listArticles(ctx, { locale, limit, offset }),
  ]);
  const words = wordsIn(locale);
  const [lead, ...rest] = page === 1 ? articles : [];
  const seconds = rest.slice(0, LEADS - 1);
  const river = page === 1 ? articles.slice(LEADS) : articles;
  const hasOlder = total > offset + articles.length;
  const pagePath = (n: number) => localPath(locale, n === 1 ? "/" : `/?page=${n}`);
  return (
    <SiteFrame locale={locale} sections={sections} large>
      {lead && (
        <div className="mt-6 grid gap-8 lg:grid-cols-[1fr_20rem] lg:gap-10">
          <Teaser article={lead} locale={locale} rank="lead" />
          <div className="grid content-start gap-8 divide-rule sm:grid-cols-2 lg:grid-cols-1 lg:border-l lg:border-rule lg:pl-10">
            {seconds.map((article) => (
              <Teaser key={article.slug} article={article} locale={locale} rank="second" />
            ))}
          </div>
        </div>
      )}
      <div className="mt-10">
        <DriveBanner slots={documentSlots()} locale={locale} attribution={{ section: "front" }} />
      </div>
      {(river.length > 0 || !lead) && (
        <River
          articles={river}
          locale={locale}
          title={words.latest}
          older={hasOlder ? pagePath(page + 1) : null}
          newer={page > 1 ? pagePath(page - 1) : null}
        />
      )}
    </SiteFrame>
  );
}
