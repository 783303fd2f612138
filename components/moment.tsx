import { cityOf } from "@/domain/drive/banner-text";
import type { Locale } from "@/domain/locale";

const DAY_MS = 86_400_000;

interface MomentProps {
  /** ISO 8601. */
  at: string;
  locale: Locale;
  timezone: string;
}

/**
 * A time in the newsroom's zone, which it names; a browser elsewhere shows it in its own before it is seen. It is given
 * the words for the days around, because a browser's own take longer to load than all the rest of the page's script.
 */
export function Moment({ at, locale, timezone }: MomentProps) {
  const home = localTime(at, timezone);
  const days = daysAround(home, (noon) => wordsFor(noon, locale));
  return (
    <time dateTime={at}>
      <muster-time data-at={at} data-home={home} data-days={days.join("|")}>
        {days[1]?.replace("%", home.slice(11))}{" "}
        <span className="moment-zone">{cityOf(timezone, locale)}</span>
      </muster-time>
    </time>
  );
}

/** When an article came out: a time, or only a day where its source names no more. */
export function Published(props: MomentProps) {
  return isWholeDay(props.at) ? <Day {...props} /> : <Moment {...props} />;
}

/** A day, where the time says too much: the newsroom's, and the reader's own where that is another. */
export function Day({ at, locale, timezone }: MomentProps) {
  if (isWholeDay(at)) {
    const day = at.slice(0, 10);
    return <time dateTime={day}>{dayFor(new Date(`${day}T12:00Z`), locale)}</time>;
  }
  const home = localTime(at, timezone);
  const days = daysAround(home, (noon) => dayFor(noon, locale));
  return (
    <time dateTime={at}>
      <muster-time data-at={at} data-home={home} data-days={days.join("|")}>
        {days[1]}
      </muster-time>
    </time>
  );
}

/** A day without a time is kept as its beginning in UTC: it is the same day everywhere. */
function isWholeDay(at: string): boolean {
  return at.endsWith("T00:00:00.000Z");
}

/** The day before a local time's, its own and the one after, in words. */
function daysAround(home: string, inWords: (noon: Date) => string): string[] {
  const noon = Date.parse(`${home.slice(0, 10)}T12:00Z`);
  return [-1, 0, 1].map((away) => inWords(new Date(noon + away * DAY_MS)));
}

/** As `2026-11-24T14:05`. */
function localTime(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(at)).replace(" ", "T");
}

/** A day in words, with a % where its time goes. */
function wordsFor(noon: Date, locale: Locale): string {
  const format = new Intl.DateTimeFormat(languageOf(locale), {
    timeZone: "UTC",
    dateStyle: "long",
    timeStyle: "short",
  });
  return format.format(noon).replace("12:00", "%");
}

function dayFor(noon: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(languageOf(locale), { timeZone: "UTC", dateStyle: "long" }).format(noon);
}

function languageOf(locale: Locale): string {
  return locale === "en" ? "en-GB" : locale;
}
