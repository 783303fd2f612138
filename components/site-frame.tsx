import type { ReactNode } from "react";
import { type Locale, localPath } from "@/domain/locale";
import { Magnifier } from "./icons";
import { galleryWordsIn } from "./words/gallery-words";
import type { Newsroom } from "./words/newsroom";
import { wordsIn } from "./words/words";

export interface SiteFrameProps {
  newsroom: Newsroom;
  locale: Locale;
  sections: { slug: string; name: string }[];
  /** The front page's masthead is large. */
  large?: boolean;
  /** The same page in the other language, where there is one. */
  otherPath?: string;
  /** The section, or `search`, that this page is in. */
  current?: string;
  children: ReactNode;
}

/** Masthead, sections and foot around every reader page. */
export function SiteFrame(props: SiteFrameProps) {
  const { newsroom, locale, sections, large = false, otherPath = "/", current, children } = props;
  const words = wordsIn(locale);
  const other: Locale = locale === "en" ? "uk" : "en";
  return (
    <>
      <a className="skip" href="#content">
        {words.skipToContent}
      </a>
      <header className="mx-auto max-w-272 px-4">
        <div className={`flex items-baseline justify-between gap-4 ${large ? "pt-8 pb-5" : "pt-4 pb-3"}`}>
          <a href={localPath(locale, "/")} className="target-line no-underline">
            {large ? (
              <h1 className="text-[clamp(2.1rem,6.5vw,4.5rem)] leading-none font-[640] tracking-[-0.02em]">
                {newsroom.name}
              </h1>
            ) : (
              <span className="text-2xl leading-none font-[640] tracking-[-0.015em]">{newsroom.name}</span>
            )}
          </a>
          <a
            href={localPath(other, otherPath)}
            hrefLang={other}
            lang={other}
            className="language-name no-print target whitespace-nowrap text-sm text-soft"
          >
            {words.otherLanguage}
          </a>
        </div>
        {large && newsroom.tagline && (
          <p className="-mt-2 pb-4 font-sans text-sm text-soft">{newsroom.tagline}</p>
        )}
        <nav aria-label={words.sections} className="site-nav flex items-center border-y border-rule">
          <ul className="-ms-2 flex flex-1 justify-between gap-x-3 overflow-x-auto ps-2 font-sans text-sm font-medium sm:justify-start sm:gap-x-7">
            {sections.map((section) => (
              <li key={section.slug}>
                <a
                  href={localPath(locale, `/sections/${section.slug}`)}
                  aria-current={section.slug === current ? "true" : undefined}
                  className="target whitespace-nowrap no-underline hover:underline aria-[current]:font-bold aria-[current]:text-accent"
                >
                  {section.name}
                </a>
              </li>
            ))}
          </ul>
          <a
            href={localPath(locale, "/search")}
            aria-label={words.search}
            aria-current={current === "search" ? "true" : undefined}
            className="icon-button -me-2.5 ms-1 flex-none aria-[current]:text-accent"
          >
            <Magnifier />
          </a>
        </nav>
      </header>
      <main id="content" className="mx-auto max-w-272 px-4 pb-20">
        {children}
      </main>
      <footer className="later mx-auto max-w-272 px-4 pb-24 font-sans text-sm text-soft">
        <ul className="no-print flex flex-wrap gap-x-6 border-t-2 border-ink pt-3">
          {[
            ["/how-we-count", words.howWeCount],
            ["/account", words.account],
            ["/feed.xml", words.feed],
            ["/embed", galleryWordsIn(locale).footer],
          ].map(([path, label]) => (
            <li key={path}>
              <a href={localPath(locale, path ?? "/")} className="target">
                {label}
              </a>
            </li>
          ))}
          <li className="member-only">
            <button type="button" className="button-quiet" data-action="show-drive">
              {words.showDrive}
            </button>
          </li>
        </ul>
        {newsroom.about && <p className="mt-2 max-w-xl">{newsroom.about}</p>}
      </footer>
    </>
  );
}
