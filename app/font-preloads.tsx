import type { Locale } from "@/domain/locale";

/** Addresses as in fonts.css. */
const face = {
  serif: "/fonts/source-serif-4-latin-wght-normal-core-5.3.1-1.woff2",
  serifCyrillic: "/fonts/source-serif-4-cyrillic-wght-normal-core-5.3.1-1.woff2",
  italic: "/fonts/source-serif-4-latin-wght-italic-core-5.3.1-1.woff2",
  italicCyrillic: "/fonts/source-serif-4-cyrillic-wght-italic-core-5.3.1-1.woff2",
  sans: "/fonts/inter-latin-wght-normal-core-5.3.0-1.woff2",
  names: "/fonts/inter-cyrillic-wght-normal-names-5.3.0-1.woff2",
  sansCyrillic: "/fonts/inter-cyrillic-wght-normal-core-5.3.0-1.woff2",
};

/** The faces of a page's first lines; English pages name the other language in its own letters. */
export const FIRST_FONTS: Record<Locale, readonly string[]> = {
  en: [face.serif, face.sans, face.names],
  uk: [face.serif, face.serifCyrillic, face.sans, face.sansCyrillic],
};

/** Of text with italics in it: found in the stylesheet alone, the face would come late and everything be laid out twice. */
export const ITALIC_FONTS: Record<Locale, readonly string[]> = {
  en: [face.italic],
  uk: [face.italicCyrillic],
};

/** Asks for the fonts with the page itself: read from the stylesheet alone they would come after the first paint. */
export function FontPreloads({ fonts }: { fonts: readonly string[] }) {
  return fonts.map((href) => (
    <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
  ));
}
