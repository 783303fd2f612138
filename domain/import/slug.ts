/** Ukrainian letters in Latin ones, as passports have them (Cabinet resolution 55 of 2010), without its exceptions. */
const LATIN: Record<string, string> = {
  ...{
    а: "a",
    б: "b",
    в: "v",
    г: "h",
    ґ: "g",
    д: "d",
    е: "e",
    є: "ie",
    ж: "zh",
    з: "z",
    и: "y",
    і: "i",
    ї: "i",
  },
  ...{
    й: "i",
    к: "k",
    л: "l",
    м: "m",
    н: "n",
    о: "o",
    п: "p",
    р: "r",
    с: "s",
    т: "t",
    у: "u",
    ф: "f",
    х: "kh",
  },
  ...{ ц: "ts", ч: "ch", ш: "sh", щ: "shch", ь: "", ю: "iu", я: "ia", ы: "y", э: "e", ъ: "", ё: "e" },
};
const LONGEST = 80;

/** Words as an address of ours has them: Latin letters, digits and single hyphens; empty when nothing is left. */
export function toSlug(words: string): string {
  const latin = [...words.normalize("NFC").toLowerCase()].map((letter) => LATIN[letter] ?? letter).join("");
  return latin
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’ʼ]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}
