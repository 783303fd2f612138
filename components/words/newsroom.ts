import type { NewsroomName } from "@/domain/context";
import type { Locale } from "@/domain/locale";
import { wordsIn } from "./words";

/** Whose pages these are, in one language. */
export interface Newsroom {
  name: string;
  /** One line beneath the name; null when none was given. */
  tagline: string | null;
  /** Said at the foot of every page of the sample newsroom; null for a real one. */
  about: string | null;
}

/** The newsroom that was named in the settings, else the sample one of the demo. */
export function namedNewsroom(locale: Locale, named: NewsroomName | undefined): Newsroom {
  if (named) return { ...named, about: null };
  const { sampleName, sampleTagline, aboutSample } = wordsIn(locale);
  return { name: sampleName, tagline: sampleTagline, about: aboutSample };
}
