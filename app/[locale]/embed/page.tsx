import type { Metadata } from "next";
import { newsroomIn } from "@/app/newsroom";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf } from "@/app/reader-page";
import { EmbedGallery } from "@/components/embed-gallery";
import { galleryWordsIn } from "@/components/words/gallery-words";
import { listSections } from "@/domain/article/read-articles";
import { joinUrlIn } from "@/domain/drive/build-snapshot";
import { parseGallery } from "@/domain/embed/gallery";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/embed">): Promise<Metadata> {
  const words = galleryWordsIn(localeOf((await params).locale));
  return { title: words.title, description: words.lead };
}

export default async function EmbedGalleryPage({ params, searchParams }: PageProps<"/[locale]/embed">) {
  const locale = localeOf((await params).locale);
  const query = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
  const { ctx } = getRuntime();
  const sections = await listSections(ctx, locale);
  const { settings } = ctx;
  const choice = parseGallery(query, locale);
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/embed">
      <EmbedGallery
        choice={choice}
        locale={locale}
        siteUrl={settings.siteUrl}
        joinUrl={joinUrlIn(settings, choice.options.lang)}
        newsroom={newsroomIn(locale).name}
      />
    </ReaderFrame>
  );
}
