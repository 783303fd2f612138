import { cityOf } from "@/domain/drive/banner-text";
import type { Locale } from "@/domain/locale";

const DAY_MS = 86_400_000;

/**
 * A time in the newsroom's zone, which it names; a browser elsewhere shows it in its own before it is seen. It is given
 * the words for the days around, because a browser's own take longer to load than all the rest of the page's script.
 */
export function Moment({ at, locale, timezone }: { at: string; locale: Locale; timezone: string }) {
  const home = localTime(at, timezone);
  const date = Date.parse(`${home.slice(0, 10)}T12:00Z`);
  const days = [-1, 0, 1].map((away) => wordsFor(new Date(date + away * DAY_MS), locale));
  return (
    <time dateTime={at}>
      <muster-time data-at={at} data-home={home} data-days={days.join("|")}>
        {days[1]?.replace("%", home.slice(11))}{" "}
        <span className="moment-zone">{cityOf(timezone, locale)}</span>
      </muster-time>
    </time>
  );
}

/** As `2026-11-24T14:05`. */
function localTime(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(at)).replace(" ", "T");
}

/** A day in words, with a % where its time goes. */
function wordsFor(noon: Date, locale: Locale): string {
  const language = locale === "en" ? "en-GB" : locale;
  const format = new Intl.DateTimeFormat(language, {
    timeZone: "UTC",
    dateStyle: "long",
    timeStyle: "short",
  });
  return format.format(noon).replace("12:00", "%");
}
