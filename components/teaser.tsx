import type { Teaser as TeaserData } from "@/domain/article/read-articles";
import type { Locale } from "@/domain/locale";
import { Picture } from "./picture";
import { localPath, wordsIn } from "./words/words";

interface TeaserProps {
  article: TeaserData;
  locale: Locale;
  /** `lead` opens the page, `second` stands beside it, `river` runs below. */
  rank: "lead" | "second" | "river";
}

const HEADLINE = {
  lead: "text-[clamp(1.9rem,4.2vw,3.1rem)] leading-[1.06] font-[640] tracking-[-0.015em] text-balance",
  second: "text-2xl leading-tight font-[620] text-balance",
  river: "text-xl leading-snug font-[600]",
} as const;

/** An article in a list: section, headline, standfirst, byline. */
export function Teaser({ article, locale, rank }: TeaserProps) {
  const words = wordsIn(locale);
  const href = localPath(locale, `/articles/${article.slug}`);
  const text = (
    <div className={rank === "river" ? "" : "mt-3"}>
      <p className="font-sans text-sm font-semibold text-accent">{article.section.name}</p>
      <h2 className={`mt-1 ${HEADLINE[rank]}`}>
        <a href={href} className="no-underline hover:underline">
          {article.headline}
        </a>
      </h2>
      <p className={`mt-2 leading-snug text-soft ${rank === "lead" ? "text-xl" : "text-lg"}`}>
        {article.standfirst}
      </p>
      <p className="mt-2 font-sans text-sm text-soft">
        {article.authors.map((author) => author.name).join(", ")} · {words.minutes(article.minutes)}
      </p>
    </div>
  );
  if (!article.hero) return <article>{text}</article>;
  if (rank === "river") {
    return (
      <article className="grid grid-cols-[1fr_7rem] gap-4 sm:grid-cols-[1fr_12rem]">
        {text}
        {/* biome-ignore lint/a11y/useAnchorContent: the headline is the link that is read; this repeats it for a mouse. */}
        <a href={href} tabIndex={-1} aria-hidden="true">
          <Picture picture={{ ...article.hero, alt: "" }} className="aspect-[4/3] w-full object-cover" />
        </a>
      </article>
    );
  }
  return (
    <article>
      {/* biome-ignore lint/a11y/useAnchorContent: the headline is the link that is read; this repeats it for a mouse. */}
      <a href={href} tabIndex={-1} aria-hidden="true">
        <Picture picture={{ ...article.hero, alt: "" }} className="w-full" eager={rank === "lead"} />
      </a>
      {text}
    </article>
  );
}
