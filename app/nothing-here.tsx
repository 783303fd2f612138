import { wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { type Locale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";
import { ReaderFrame } from "./reader-frame";

/** What a reader sees where there is nothing: words, the sections, and the way to the front page. */
export async function NothingHere({ locale }: { locale: Locale }) {
  const words = wordsIn(locale);
  const sections = await listSections(getRuntime().ctx, locale);
  return (
    <ReaderFrame locale={locale} sections={sections}>
      <h1 className="mt-12 text-5xl font-[640] tracking-[-0.02em]">{words.notFoundTitle}</h1>
      <p className="mt-4 max-w-prose text-xl leading-snug text-soft">{words.notFoundText}</p>
      <p className="mt-6">
        <a className="button" href={localPath(locale, "/")}>
          {words.toFront}
        </a>
      </p>
    </ReaderFrame>
  );
}
