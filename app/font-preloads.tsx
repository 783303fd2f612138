import type { Locale } from "@/domain/locale";

/** Addresses as in fonts.css. */
const face = {
  serif: "/fonts/source-serif-4-latin-wght-normal.woff2?v=5.3.1",
  serifCyrillic: "/fonts/source-serif-4-cyrillic-wght-normal.woff2?v=5.3.1",
  sans: "/fonts/inter-latin-wght-normal.woff2?v=5.3.0",
  sansCyrillic: "/fonts/inter-cyrillic-wght-normal.woff2?v=5.3.0",
};

/** The faces of a page's first lines; each page names the other language in its own letters. */
export const PRELOADED_FONTS: Record<Locale, readonly string[]> = {
  en: [face.serif, face.sans, face.sansCyrillic],
  uk: [face.serif, face.serifCyrillic, face.sans, face.sansCyrillic],
};

/** Asks for the fonts with the page itself: read from the stylesheet alone they would come after the first paint. */
export function FontPreloads({ locale }: { locale: Locale }) {
  return PRELOADED_FONTS[locale].map((href) => (
    <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
  ));
}
