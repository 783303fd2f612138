import type { Article } from "@/domain/article/article";
import type { Teaser } from "@/domain/article/read-articles";
import type { Locale } from "@/domain/locale";
import { ArticleBody } from "./article-body";
import { ArticleFoot } from "./article-foot";
import { ArticleHead } from "./article-head";
import { Figure } from "./picture";
import { wordsIn } from "./words/words";

interface TheArticleProps {
  article: Article;
  locale: Locale;
  related: Map<string, Teaser>;
  url: string;
  /** The one its times are told in. */
  timezone: string;
}

/** An article whole: head, picture, notes, text, foot. */
export function TheArticle({ article, locale, related, url, timezone }: TheArticleProps) {
  const words = wordsIn(locale);
  return (
    <article>
      <ArticleHead article={article} locale={locale} timezone={timezone} />
      {article.hero && (
        <div className="hero">
          <Figure picture={article.hero} eager sizes="(min-width: 68rem) 60rem, 92vw" />
        </div>
      )}
      <Note label={words.editorsNote} text={article.editorsNote} />
      <Note label={words.correction} text={article.correction} />
      <div className="mt-8">
        <ArticleBody blocks={article.body} locale={locale} related={related} />
      </div>
      <ArticleFoot article={article} locale={locale} url={url} />
    </article>
  );
}

function Note({ label, text }: { label: string; text: string | null }) {
  if (!text) return null;
  return (
    <p className="measure mt-6 border-s-2 border-joy ps-4 font-sans text-base leading-relaxed text-soft">
      <strong className="font-semibold text-ink">{label}.</strong> {text}
    </p>
  );
}
