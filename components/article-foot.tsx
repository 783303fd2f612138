import type { Article, Author } from "@/domain/article/article";
import type { Locale } from "@/domain/locale";
import { Picture } from "./picture";
import { localPath, wordsIn } from "./words/words";

/** Tags, ways to pass the article on, and who wrote it. */
export function ArticleFoot({ article, locale, url }: { article: Article; locale: Locale; url: string }) {
  const words = wordsIn(locale);
  const subject = encodeURIComponent(article.headline);
  return (
    <footer className="mt-10 max-w-[66ch]">
      <p className="flex flex-wrap gap-x-4 font-sans text-sm text-soft">
        {article.tags.map((tag) => (
          <span key={tag}>#{tag}</span>
        ))}
      </p>
      <p className="no-print mt-2 flex flex-wrap items-center gap-x-5 border-t border-rule font-sans text-sm">
        <span className="font-semibold">{words.share}</span>
        <a
          className="inline-flex min-h-11 items-center"
          href={`mailto:?subject=${subject}&body=${encodeURIComponent(url)}`}
        >
          {words.shareMail}
        </a>
        <a
          className="inline-flex min-h-11 items-center"
          href={`https://t.me/share/url?url=${encodeURIComponent(url)}&text=${subject}`}
          rel="noopener nofollow"
        >
          Telegram
        </a>
        <a
          className="inline-flex min-h-11 items-center"
          href={`https://bsky.app/intent/compose?text=${subject}%20${encodeURIComponent(url)}`}
          rel="noopener nofollow"
        >
          Bluesky
        </a>
      </p>
      {article.authors.map((author) => (
        <AuthorBox key={author.slug} author={author} locale={locale} />
      ))}
    </footer>
  );
}

export function AuthorBox({ author, locale }: { author: Author; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <section
      aria-label={words.aboutAuthor(author.name)}
      className="mt-5 grid grid-cols-[4.5rem_1fr] gap-4 border-t border-rule pt-5"
    >
      {author.avatar && <Picture picture={author.avatar} className="rounded-full" />}
      <div className="font-sans">
        <p className="text-base font-semibold">{author.name}</p>
        <p className="text-sm text-soft">{author.role}</p>
        <p className="mt-2 font-serif text-base leading-snug">{author.bio}</p>
        <p>
          <a
            className="inline-flex min-h-11 items-center text-sm"
            href={localPath(locale, `/authors/${author.slug}`)}
          >
            {words.readMore}
            <span className="sr-only"> · {words.moreFrom(author.name)}</span>
          </a>
        </p>
      </div>
    </section>
  );
}
