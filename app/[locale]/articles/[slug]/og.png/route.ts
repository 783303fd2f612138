import { ogImage } from "@/app/og-image";
import { findArticle } from "@/domain/article/moved-article";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";
import { getRuntime } from "@/runtime";

/** An article's picture for other sites, also at an address the article had before. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/[locale]/articles/[slug]/og.png">,
): Promise<Response> {
  const { locale: raw, slug } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  const article = await findArticle(getRuntime().ctx, { slug, locale });
  if (!article) return new Response("There is no such article.", { status: 404 });
  const key = `${locale} ${slug} ${article.updatedAt ?? ""}`;
  return ogImage({ locale, key, headline: article.headline, label: article.section.name });
}
