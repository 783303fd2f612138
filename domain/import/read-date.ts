/** Hours east of Greenwich of zone names that feeds write and JavaScript does not know. */
const ZONES: Record<string, number> = {
  ...{ WET: 0, WEST: 1, BST: 1, CET: 1, MET: 1, CEST: 2, MEST: 2, EET: 2, EEST: 3, MSK: 3 },
  ...{ JST: 9, KST: 9, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
};
const KNOWN_ZONE = /\d(?:Z|\s*[+-]\d\d:?\d\d|\s+(?:UTC?|GMT|[ECMP][SD]T))$/i;
const CHANGED_MS = 5 * 60_000;

/** A date as a source wrote it; without a zone it is UTC, wherever this runs. Throws words that name what was given. */
export function readDate(given: string | null | undefined): Date {
  const words = given?.trim() ?? "";
  if (words === "") throw new Error("it has no date");
  const date = parsed(words.replace(/\s*\([^)]*\)$/, ""));
  const year = date.getUTCFullYear();
  if (!(year >= 1800 && year < 2200)) {
    throw new Error(`its date “${words.slice(0, 60)}” is none between 1800 and 2200`);
  }
  return date;
}

/** When an article was changed, or null when that was at its publication: sources touch what they publish. */
export function readUpdate(given: string | null | undefined, publishedAt: Date): Date | null {
  try {
    const updatedAt = readDate(given);
    return updatedAt.getTime() - publishedAt.getTime() >= CHANGED_MS ? updatedAt : null;
  } catch {
    return null;
  }
}

function parsed(words: string): Date {
  const hasTime = /\d:\d\d/.test(words);
  if (hasTime && KNOWN_ZONE.test(words)) return new Date(words);
  const [, name = ""] = (hasTime && /\s([A-Z]{3,5})$/i.exec(words)) || [];
  const hours = name === "" ? 0 : ZONES[name.toUpperCase()];
  if (hours === undefined) throw new Error(`its date “${words.slice(0, 60)}” is in a zone that is not known`);
  const bare = words.slice(0, words.length - name.length).trim();
  const atGreenwich = new Date(/^\d{4}-\d\d-\d\dT/.test(bare) ? `${bare}Z` : `${bare} UTC`);
  return new Date(atGreenwich.getTime() - hours * 3_600_000);
}
