import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { A_PAGE, paging } from "@/app/paging";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf, newsroomTimezone, pageMetadata, pageNumber, publicationIn } from "@/app/reader-page";
import { Picture } from "@/components/picture";
import { River } from "@/components/river";
import { StructuredData } from "@/components/structured-data";
import { wordsIn } from "@/components/words/words";
import { listArticles, listSections, readAuthor } from "@/domain/article/read-articles";
import { breadcrumbs, profilePage } from "@/domain/article/structured-data";
import { LOCALES, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/authors/[slug]">): Promise<Metadata> {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const author = await readAuthor(getRuntime().ctx, { slug, locale });
  if (!author) return {};
  return pageMetadata({
    locale,
    locales: LOCALES,
    path: `/authors/${slug}`,
    title: author.name,
    description: author.bio,
  });
}

export default async function AuthorPage({ params, searchParams }: PageProps<"/[locale]/authors/[slug]">) {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const { ctx } = getRuntime();
  const author = await readAuthor(ctx, { slug, locale });
  if (!author) notFound();
  const page = pageNumber((await searchParams).page);
  const [sections, { articles, total }] = await Promise.all([
    listSections(ctx, locale),
    listArticles(ctx, { locale, author: slug, limit: A_PAGE, offset: (page - 1) * A_PAGE }),
  ]);
  const path = (n: number) => localPath(locale, `/authors/${slug}${n === 1 ? "" : `?page=${n}`}`);
  const publication = publicationIn(locale);
  const way = [
    { name: publication.newsroom, path: "/" },
    { name: author.name, path: `/authors/${slug}` },
  ];
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath={`/authors/${slug}`}>
      <header className="mt-8 grid max-w-[46rem] gap-5 sm:grid-cols-[8rem_1fr] sm:gap-7">
        {author.avatar && (
          <Picture picture={author.avatar} sizes="8rem" className="w-24 rounded-full sm:w-32" eager />
        )}
        <div>
          <h1 className="text-[clamp(2rem,5vw,3rem)] leading-tight font-[640] tracking-[-0.018em]">
            {author.name}
          </h1>
          <p className="font-sans text-soft">{author.role}</p>
          <p className="mt-3 text-xl leading-snug text-pretty">{author.bio}</p>
        </div>
      </header>
      <River
        articles={articles}
        locale={locale}
        timezone={newsroomTimezone()}
        title={wordsIn(locale).latest}
        {...paging(page, total, path)}
      />
      <StructuredData data={profilePage(author, publication)} />
      <StructuredData data={breadcrumbs(way, publication)} />
    </ReaderFrame>
  );
}
