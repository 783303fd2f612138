import type { Teaser as TeaserData } from "@/domain/article/read-articles";
import { type Locale, localPath } from "@/domain/locale";
import { Day } from "./moment";
import { Picture } from "./picture";
import { wordsIn } from "./words/words";

type Rank = "lead" | "alone" | "second" | "third" | "river";

interface TeaserProps {
  article: TeaserData;
  locale: Locale;
  /**
   * `lead` opens a page, `second` stands beside it, `third` in the row beneath, `river` runs below under its own heading;
   * `alone` opens a page with nothing to stand beside it.
   */
  rank: Rank;
  /** The one its date is told in; without one the date is not told. */
  timezone?: string;
}

const HEADLINE: Record<Rank, string> = {
  lead: "text-[clamp(1.9rem,4.2vw,3.25rem)] leading-[1.05] font-[640] tracking-[-0.017em] text-balance",
  alone: "text-[clamp(1.9rem,3.2vw,2.5rem)] leading-[1.08] font-[640] tracking-[-0.015em] text-balance",
  second: "text-2xl leading-[1.15] font-[620] tracking-[-0.008em] text-balance",
  third: "text-xl leading-tight font-[620] text-balance",
  river: "text-xl leading-snug font-[600]",
};

/** How wide pictures are shown on the front page's grid. */
const SIZES: Record<Exclude<Rank, "river">, string> = {
  lead: "(min-width: 64rem) 42rem, 92vw",
  alone: "(min-width: 68rem) 42rem, 92vw",
  second: "(min-width: 64rem) 17rem, (min-width: 40rem) 45vw, 92vw",
  third: "(min-width: 48rem) 20rem, 92vw",
};

/** An article in a list: section, headline, standfirst, byline. */
export function Teaser({ article, locale, rank, timezone }: TeaserProps) {
  const href = localPath(locale, `/articles/${article.slug}`);
  const text = <TeaserText article={article} locale={locale} rank={rank} timezone={timezone} href={href} />;
  if (!article.hero) return <article>{text}</article>;
  const picture = { ...article.hero, alt: "" };
  if (rank === "river") {
    return (
      <article className="grid grid-cols-[1fr_6.5rem] gap-4 sm:grid-cols-[1fr_12rem] sm:gap-8">
        {text}
        {/* biome-ignore lint/a11y/useAnchorContent: the headline is the link that is read; this repeats it for a mouse. */}
        <a href={href} tabIndex={-1} aria-hidden="true">
          <Picture
            picture={picture}
            sizes="(min-width: 40rem) 12rem, 6.5rem"
            className="aspect-[4/3] w-full object-cover"
          />
        </a>
      </article>
    );
  }
  const isAlone = rank === "alone";
  const opens = isAlone || rank === "lead";
  return (
    <article className={isAlone ? "lg:grid lg:grid-cols-[1fr_19rem] lg:gap-8" : ""}>
      {/* biome-ignore lint/a11y/useAnchorContent: the headline is the link that is read; this repeats it for a mouse. */}
      <a href={href} tabIndex={-1} aria-hidden="true">
        <Picture
          picture={picture}
          sizes={SIZES[rank]}
          className="aspect-[16/9] w-full object-cover"
          eager={opens}
        />
      </a>
      <div className={isAlone ? "max-lg:mt-3" : "mt-3"}>{text}</div>
    </article>
  );
}

function TeaserText({ article, locale, rank, timezone, href }: TeaserProps & { href: string }) {
  const words = wordsIn(locale);
  const Headline = rank === "river" ? "h3" : "h2";
  return (
    <div className="wrap-anywhere">
      <p className="font-sans text-sm font-semibold text-accent">{article.section.name}</p>
      <Headline className={`mt-1 ${HEADLINE[rank]}`}>
        <a href={href} className="target-line no-underline hover:underline">
          {article.headline}
        </a>
      </Headline>
      {article.standfirst && (
        <p
          className={`leading-snug text-pretty text-soft ${rank === "lead" || rank === "alone" ? "mt-3 text-xl" : "mt-2 text-[1.0625rem]"}`}
        >
          {article.standfirst}
        </p>
      )}
      <p className="mt-2 font-sans text-sm text-soft">
        {article.authors.map((author) => author.name).join(", ")} ·{" "}
        {timezone && (
          <>
            <Day at={article.publishedAt} locale={locale} timezone={timezone} /> ·{" "}
          </>
        )}
        {words.minutes(article.minutes)}
      </p>
    </div>
  );
}
