import { newsroomIn } from "@/app/newsroom";
import { ogImage } from "@/app/og-image";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";

/** The newsroom's own picture, for pages that are no article. */
export async function GET(_request: Request, { params }: RouteContext<"/[locale]/og.png">) {
  const { locale: raw } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  const { name, tagline } = newsroomIn(locale);
  return ogImage({ locale, key: locale, headline: tagline ?? name, label: null });
}
