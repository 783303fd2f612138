import type { Teaser as TeaserData } from "@/domain/article/read-articles";
import type { Locale } from "@/domain/locale";
import { Teaser } from "./teaser";
import { wordsIn } from "./words/words";

interface RiverProps {
  articles: TeaserData[];
  locale: Locale;
  title: string;
  /** Addresses of the neighbouring pages; null at either end. */
  older: string | null;
  newer: string | null;
}

/** The feed of articles, with plain links to what came before. */
export function River({ articles, locale, title, older, newer }: RiverProps) {
  const words = wordsIn(locale);
  return (
    <section aria-label={title} className="mt-10">
      <h2 className="border-t-2 border-ink pt-2 font-sans text-base font-semibold">{title}</h2>
      {articles.length === 0 && <p className="mt-4 max-w-prose text-lg text-soft">{words.nothingHere}</p>}
      <div className="divide-y divide-rule">
        {articles.map((article) => (
          <div key={article.slug} className="py-5">
            <Teaser article={article} locale={locale} rank="river" />
          </div>
        ))}
      </div>
      <p className="flex gap-6 font-sans text-base font-medium">
        {newer && (
          <a className="inline-flex min-h-11 items-center" href={newer}>
            {words.previousPage}
          </a>
        )}
        {older && (
          <a className="inline-flex min-h-11 items-center" href={older}>
            {words.showMore}
          </a>
        )}
      </p>
    </section>
  );
}
