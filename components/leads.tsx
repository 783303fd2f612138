import type { Teaser as TeaserData } from "@/domain/article/read-articles";
import type { Locale } from "@/domain/locale";
import { Teaser } from "./teaser";

/** How many of a list's articles open its page: the lead and what stands beside it. */
export const LEADS = 3;

interface LeadsProps {
  /** At most LEADS, newest first. */
  articles: TeaserData[];
  locale: Locale;
}

/** What opens a page: one article large, the next ones beside it. One alone has its text beside its picture. */
export function Leads({ articles: [lead, ...seconds], locale }: LeadsProps) {
  if (!lead) return null;
  if (seconds.length === 0) return <Teaser article={lead} locale={locale} rank="alone" />;
  return (
    <div className="grid gap-8 lg:grid-cols-[1fr_19rem]">
      <Teaser article={lead} locale={locale} rank="lead" />
      <div className="grid content-start gap-8 border-rule max-lg:border-t max-lg:pt-6 sm:grid-cols-2 lg:grid-cols-1 lg:border-s lg:ps-8">
        {seconds.map((article) => (
          <Teaser key={article.slug} article={article} locale={locale} rank="second" />
        ))}
      </div>
    </div>
  );
}
