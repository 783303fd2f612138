import type { Article } from "@/domain/article/article";
import { readingMinutes } from "@/domain/article/article";
import { type Locale, localPath } from "@/domain/locale";
import { Published } from "./moment";
import { wordsIn } from "./words/words";

/** Section, headline, standfirst, who and when. */
export function ArticleHead({
  article,
  locale,
  timezone,
}: {
  article: Article;
  locale: Locale;
  timezone: string;
}) {
  const words = wordsIn(locale);
  return (
    <header className="mt-6">
      <p className="font-sans text-base font-semibold">
        <a
          href={localPath(locale, `/sections/${article.section.slug}`)}
          className="-my-2 target text-accent no-underline hover:underline"
        >
          {article.section.name}
        </a>
      </p>
      <h1 className="mt-2 text-[clamp(2rem,5.6vw,3.5rem)] leading-[1.05] font-[650] tracking-[-0.018em] text-balance">
        {article.headline}
      </h1>
      {article.standfirst && (
        <p className="mt-4 text-xl leading-snug text-pretty text-soft md:text-2xl">{article.standfirst}</p>
      )}
      <p className="mt-5 font-sans text-sm leading-relaxed text-soft">
        {words.by && `${words.by} `}
        {article.authors.map((author, index) => (
          <span key={author.slug}>
            {index > 0 && ` ${words.and} `}
            <a
              href={localPath(locale, `/authors/${author.slug}`)}
              className="-my-3 inline-block py-3 font-semibold text-ink"
            >
              {author.name}
            </a>
          </span>
        ))}
        <br />
        {words.published} <Published at={article.publishedAt} locale={locale} timezone={timezone} />
        {article.updatedAt && (
          <>
            {" · "}
            {words.updated} <Published at={article.updatedAt} locale={locale} timezone={timezone} />
          </>
        )}
        {" · "}
        {words.minutes(readingMinutes(article.body))}
      </p>
    </header>
  );
}
