import type { Teaser as TeaserData } from "@/domain/article/read-articles";
import type { Locale } from "@/domain/locale";
import { Teaser } from "./teaser";
import { wordsIn } from "./words/words";

interface RiverProps {
  articles: TeaserData[];
  locale: Locale;
  /** The one its dates are told in. */
  timezone: string;
  title: string;
  /** Addresses of the neighbouring pages; null at either end. */
  older: string | null;
  newer: string | null;
  /** What an empty river says; by default that nothing was published. */
  empty?: string;
  id?: string;
}

/** The feed of articles. "Show more" is a plain link to what came before; a script brings it here instead. */
export function River({ articles, locale, timezone, title, older, newer, empty, id }: RiverProps) {
  const words = wordsIn(locale);
  return (
    <section aria-label={title} className="no-print mt-10" id={id}>
      <muster-more class="block">
        <h2 className="border-t-2 border-ink pt-2 font-sans text-base font-semibold">{title}</h2>
        {newer && (
          <p className="font-sans font-medium">
            <a className="target" href={newer} rel="prev">
              {words.previousPage}
            </a>
          </p>
        )}
        {articles.length === 0 && (
          <p className="mt-4 max-w-prose text-lg text-soft">{empty ?? words.nothingHere}</p>
        )}
        <div className="river-items divide-y divide-rule">
          {articles.map((article) => (
            <div key={article.slug} className="later py-5">
              <Teaser article={article} locale={locale} rank="river" timezone={timezone} />
            </div>
          ))}
        </div>
        {older && (
          <p className="mt-2">
            <a className="button-plain" href={older} rel="next" data-more>
              {words.showMore}
            </a>
          </p>
        )}
      </muster-more>
    </section>
  );
}
