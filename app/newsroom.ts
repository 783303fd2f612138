import { type Newsroom, namedNewsroom } from "@/components/words/newsroom";
import type { Locale } from "@/domain/locale";
import { getRuntime } from "@/runtime";

/** The newsroom whose pages the running process shows. */
export function newsroomIn(locale: Locale): Newsroom {
  return namedNewsroom(locale, getRuntime().ctx.settings.newsroom);
}
