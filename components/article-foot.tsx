import type { Article, Author } from "@/domain/article/article";
import type { Teaser } from "@/domain/article/read-articles";
import { tagSlug } from "@/domain/article/tag";
import { type Locale, localPath } from "@/domain/locale";
import { Picture } from "./picture";
import { ShareLinks } from "./share-links";
import { wordsIn } from "./words/words";

/** Tags, ways to pass the article on, and who wrote it. */
export function ArticleFoot({ article, locale, url }: { article: Article; locale: Locale; url: string }) {
  const words = wordsIn(locale);
  return (
    <footer className="later measure mt-10">
      {article.tags.length > 0 && (
        <nav aria-label={words.tags} className="no-print">
          <ul className="flex flex-wrap gap-2 font-sans text-sm">
            {article.tags.map((tag) => (
              <li key={tag}>
                <a
                  className="target border border-rule px-4 text-ink no-underline hover:border-ink"
                  href={localPath(locale, `/tags/${encodeURIComponent(tagSlug(tag))}`)}
                >
                  {tag}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="no-print mt-6 flex flex-wrap items-center gap-x-5 border-t border-rule pt-1 font-sans text-sm">
        <span className="font-semibold">{words.share}</span>
        <ShareLinks subject={article.headline} text={article.headline} url={url} locale={locale} />
        <button type="button" className="target hover:underline" data-action="print">
          {words.sharePrint}
        </button>
      </div>
      {article.authors.map((author) => (
        <AuthorBox key={author.slug} author={author} locale={locale} />
      ))}
    </footer>
  );
}

function AuthorBox({ author, locale }: { author: Author; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <section
      aria-label={words.aboutAuthor(author.name)}
      className={`mt-5 border-t border-rule pt-5 ${author.avatar ? "grid grid-cols-[4.5rem_1fr] gap-4" : ""}`}
    >
      {author.avatar && <Picture picture={author.avatar} sizes="4.5rem" className="rounded-full" />}
      <div className="font-sans">
        <p className="text-base font-semibold">{author.name}</p>
        {author.role && <p className="text-sm text-soft">{author.role}</p>}
        {author.bio && <p className="mt-2 font-serif text-base leading-snug">{author.bio}</p>}
        <p className="no-print">
          <a className="target text-sm" href={localPath(locale, `/authors/${author.slug}`)}>
            {words.readMore}
            <span className="sr-only"> · {words.moreFrom(author.name)}</span>
          </a>
        </p>
      </div>
    </section>
  );
}

interface NeighboursProps {
  older: Teaser | null;
  newer: Teaser | null;
  locale: Locale;
}

/** The articles published before and after, side by side. */
export function Neighbours({ older, newer, locale }: NeighboursProps) {
  const words = wordsIn(locale);
  if (!older && !newer) return null;
  const sides = [
    { teaser: older, label: words.older, rel: "prev", place: "" },
    { teaser: newer, label: words.newer, rel: "next", place: "sm:col-start-2 sm:text-end" },
  ] as const;
  return (
    <nav
      aria-label={words.otherArticles}
      className="later no-print mt-10 grid gap-6 border-t border-rule pt-4 sm:grid-cols-2"
    >
      {sides.map(({ teaser, label, rel, place }) =>
        teaser ? (
          <a
            key={rel}
            rel={rel}
            href={localPath(locale, `/articles/${teaser.slug}`)}
            className={`group block no-underline ${place}`}
          >
            <span className="block font-sans text-sm text-soft">{label}</span>
            <span className="mt-1 block text-xl leading-snug font-[600] text-balance group-hover:underline">
              {teaser.headline}
            </span>
          </a>
        ) : null,
      )}
    </nav>
  );
}
