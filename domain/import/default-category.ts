import { decoded } from "./decoded";

/** What CMSes put an article in that nobody put anywhere: WordPress's default, in the languages it is installed in most. */
const NAMES = new Set([
  ...["uncategorized", "uncategorised", "non classé", "non-classe", "sin categoría", "sin-categoria"],
  ...["senza categoria", "senza-categoria", "sem categoria", "sem-categoria", "niet gecategoriseerd"],
  ...["unkategorisiert", "bez kategorii", "bez-kategorii", "bez kategorie", "nezařazené", "nezaradene"],
  ...["без категорії", "без-категорії", "bez-kategoriyi", "без рубрики", "bez-rubriki"],
]);

export function isDefaultCategory(...namesAndSlugs: (string | undefined)[]): boolean {
  return namesAndSlugs.some((each) => each !== undefined && NAMES.has(decoded(each).trim().toLowerCase()));
}
