import type { Metadata } from "next";
import { newsroomIn } from "@/app/newsroom";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf } from "@/app/reader-page";
import { EmbedGallery } from "@/components/embed-gallery";
import { galleryWordsIn } from "@/components/words/gallery-words";
import { localPath } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
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
  const { siteUrl, joinUrl } = ctx.settings;
  const choice = parseGallery(query, locale);
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/embed">
      <EmbedGallery
        choice={choice}
        locale={locale}
        siteUrl={siteUrl}
        joinUrl={joinUrl ?? `${siteUrl}${localPath(choice.options.lang, "/join")}`}
        newsroom={newsroomIn(locale).name}
      />
    </ReaderFrame>
  );
}
