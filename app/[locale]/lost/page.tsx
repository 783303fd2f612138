import type { Metadata } from "next";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf } from "@/app/reader-page";
import { localPath, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/lost">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).notFoundTitle, robots: { index: false } };
}

/** What the front door shows, as not found, where there is nothing: Next's own answer needs Next's scripts. */
export default async function LostPage({ params }: PageProps<"/[locale]/lost">) {
  const locale = localeOf((await params).locale);
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
