import { locale } from "next/root-params";
import { ReaderFrame } from "@/app/reader-frame";
import { localPath, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";
import { getRuntime } from "@/runtime";

export default async function NotFound() {
  const asked = await locale();
  const language = asked && isLocale(asked) ? asked : DEFAULT_LOCALE;
  const words = wordsIn(language);
  const sections = await listSections(getRuntime().ctx, language);
  return (
    <ReaderFrame locale={language} sections={sections}>
      <h1 className="mt-12 text-5xl font-[640] tracking-[-0.02em]">{words.notFoundTitle}</h1>
      <p className="mt-4 max-w-prose text-xl leading-snug text-soft">{words.notFoundText}</p>
      <p className="mt-6">
        <a className="button" href={localPath(language, "/")}>
          {words.toFront}
        </a>
      </p>
    </ReaderFrame>
  );
}
