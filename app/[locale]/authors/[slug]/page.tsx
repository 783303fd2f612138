import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { localeOf, pageNumber } from "@/app/reader-page";
import { Picture } from "@/components/picture";
import { River } from "@/components/river";
import { SiteFrame } from "@/components/site-frame";
import { localPath, wordsIn } from "@/components/words/words";
import { listArticles, listSections, readAuthor } from "@/domain/article/read-articles";
import { getRuntime } from "@/runtime";

const A_PAGE = 12;

export async function generateMetadata({ params }: PageProps<"/[locale]/authors/[slug]">): Promise<Metadata> {
  const author = await readAuthor(getRuntime().ctx, (await params).slug);
  return author ? { title: author.name, description: author.bio } : {};
}

export default async function AuthorPage({ params, searchParams }: PageProps<"/[locale]/authors/[slug]">) {
  const { locale: rawLocale, slug } = await params;
  const locale = localeOf(rawLocale);
  const { ctx } = getRuntime();
  const author = await readAuthor(ctx, slug);
  if (!author) notFound();
  const page = pageNumber((await searchParams).page);
  const offset = (page - 1) * A_PAGE;
  const [sections, { articles, total }] = await Promise.all([
    listSections(ctx, locale),
    listArticles(ctx, { locale, author: slug, limit: A_PAGE, offset }),
  ]);
  const path = (n: number) => localPath(locale, `/authors/${slug}${n === 1 ? "" : `?page=${n}`}`);
  return (
    <SiteFrame locale={locale} sections={sections} otherPath={`/authors/${slug}`}>
      <header className="mt-8 grid max-w-prose grid-cols-[6rem_1fr] gap-5">
        {author.avatar && <Picture picture={author.avatar} className="rounded-full" eager />}
        <div>
          <h1 className="text-4xl leading-tight font-[640]">{author.name}</h1>
          <p className="font-sans text-soft">{author.role}</p>
          <p className="mt-3 text-lg leading-snug">{author.bio}</p>
        </div>
      </header>
      <River
        articles={articles}
        locale={locale}
        title={wordsIn(locale).moreFrom(author.name)}
        older={total > offset + articles.length ? path(page + 1) : null}
        newer={page > 1 ? path(page - 1) : null}
      />
    </SiteFrame>
  );
}
