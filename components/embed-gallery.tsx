import { sizeOf } from "@/domain/embed/draw-svg";
import { optionsQuery } from "@/domain/embed/embed-options";
import type { GalleryChoice } from "@/domain/embed/gallery";
import { frameHeight, type SnippetName, type SnippetParts, snippets } from "@/domain/embed/snippets";
import type { Locale } from "@/domain/locale";
import { EmbedForm } from "./embed-form";
import { galleryWordsIn } from "./words/gallery-words";

/** Forms without a script first: they cannot break a page. */
const ORDER: readonly SnippetName[] = [
  "frame",
  "wordpress",
  "ghost",
  "newsletter",
  "picture",
  "badge",
  "text",
  "json",
  "element",
  "pinned",
  "resize",
];

interface EmbedGalleryProps {
  choice: GalleryChoice;
  locale: Locale;
  siteUrl: string;
  joinUrl: string;
  newsroom: string;
}

/** Where webmasters choose a look, see it on their colour, and copy the line. */
export function EmbedGallery({ choice, locale, siteUrl, joinUrl, newsroom }: EmbedGalleryProps) {
  const words = galleryWordsIn(locale);
  const title = galleryWordsIn(choice.options.lang).alt(newsroom);
  const { options, drive, host } = choice;
  return (
    <>
      <header className="mt-8 max-w-3xl">
        <h1 className="text-[clamp(2.4rem,6vw,4rem)] leading-[1.03] font-[640] tracking-[-0.02em] text-balance">
          {words.title}
        </h1>
        <p className="mt-4 text-xl leading-snug text-soft text-pretty">{words.lead}</p>
        <ul className="mt-5 flex flex-wrap gap-x-8 gap-y-1 border-y border-rule py-3 font-sans text-sm font-medium">
          {words.promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
      </header>
      <div className="mt-10 grid gap-10 lg:grid-cols-[20rem_minmax(0,1fr)] lg:gap-14">
        <EmbedForm choice={choice} locale={locale} />
        <div className="lg:sticky lg:top-6 lg:self-start">
          <Preview choice={choice} locale={locale} title={title} />
        </div>
      </div>
      <Lines parts={{ siteUrl, drive, options, host, joinUrl, title }} locale={locale} />
      <Notes locale={locale} siteUrl={siteUrl} />
    </>
  );
}

function Preview({ choice, locale, title }: { choice: GalleryChoice; locale: Locale; title: string }) {
  const words = galleryWordsIn(locale);
  const { options, drive } = choice;
  const { width, height } = sizeOf(options);
  const query = optionsQuery(options);
  return (
    <section data-outcome="preview">
      <h2 className="text-2xl font-[620]">{words.preview}</h2>
      <div className="relative mt-4 border border-rule">
        {/* The colour is an attribute, so that a strict style policy holds. */}
        <svg className="absolute inset-0 size-full" aria-hidden="true">
          <rect width="100%" height="100%" fill={`#${choice.ground}`} />
        </svg>
        <div className="relative grid justify-items-center gap-7 px-4 py-9 sm:px-8">
          <iframe
            src={`/embed/${drive}${query}`}
            title={`${title}: ${words.previewFrame}`}
            width={width}
            height={frameHeight(options)}
            className="max-w-full border-0"
          />
          {/* biome-ignore lint/performance/noImgElement: the picture as partners will have it, not one made smaller. */}
          <img
            src={`/embed/${drive}.svg${query}`}
            alt={`${title}: ${words.previewPicture}`}
            height={height}
            {...(options.layout === "badge" ? {} : { width })}
          />
        </div>
      </div>
      <p className="mt-2 font-sans text-sm text-soft">
        {words.previewFrame} · {words.previewPicture}
      </p>
    </section>
  );
}

function Lines({ parts, locale }: { parts: SnippetParts; locale: Locale }) {
  const words = galleryWordsIn(locale);
  const lines = snippets(parts);
  return (
    <section className="mt-16" data-outcome="lines">
      <h2 className="border-t-2 border-ink pt-4 text-3xl font-[620]">{words.lines}</h2>
      <ol className="mt-2 divide-y divide-rule">
        {ORDER.map((name) => (
          <li key={name} className="grid gap-x-10 gap-y-3 py-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <div>
              <h3 className="text-xl leading-snug font-[620]">{words.recipes[name].title}</h3>
              <p className="mt-1 leading-snug text-soft">{words.recipes[name].text}</p>
            </div>
            <muster-copy class="flex flex-col items-start gap-2" data-done={words.copied}>
              <pre className="w-full border-l-2 border-rule bg-raised px-4 py-3 font-mono text-[0.8125rem] leading-relaxed wrap-anywhere whitespace-pre-wrap">
                <code>{lines[name]}</code>
              </pre>
              <button
                type="button"
                className="button-quiet"
                hidden
                aria-label={`${words.copy}: ${words.recipes[name].title}`}
              >
                {words.copy}
              </button>
            </muster-copy>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Notes({ locale, siteUrl }: { locale: Locale; siteUrl: string }) {
  const words = galleryWordsIn(locale);
  return (
    <section className="mt-10 grid gap-10 border-t-2 border-ink pt-5 lg:grid-cols-2">
      <div>
        <h2 className="text-2xl font-[620]">{words.strict}</h2>
        <p className="mt-2 text-lg leading-snug text-soft">{words.strictText}</p>
        <p className="mt-3 font-mono text-sm wrap-anywhere">{siteUrl}</p>
      </div>
      <div>
        <h2 className="text-2xl font-[620]">{words.ended}</h2>
        <p className="mt-2 text-lg leading-snug text-soft">{words.endedText}</p>
      </div>
    </section>
  );
}
