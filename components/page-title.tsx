import type { Locale } from "@/domain/locale";
import { wordsIn } from "./words/words";

interface PageTitleProps {
  title: string;
  /** What kind of page it is, above the title. */
  kind?: string;
  /** The page's own feed, for readers who follow by one. */
  feed?: string;
  locale: Locale;
}

/** The head of a list of articles. */
export function PageTitle({ title, kind, feed, locale }: PageTitleProps) {
  return (
    <header className="mt-7 mb-6 flex flex-wrap items-baseline justify-between gap-x-6">
      <div>
        {kind && <p className="font-sans text-sm font-semibold text-accent">{kind}</p>}
        <h1 className="text-[clamp(2.25rem,6vw,3.5rem)] leading-none font-[640] tracking-[-0.02em] wrap-anywhere">
          {title}
        </h1>
      </div>
      {feed && (
        <a className="no-print target font-sans text-sm text-soft" href={feed}>
          {wordsIn(locale).feed}
        </a>
      )}
    </header>
  );
}
