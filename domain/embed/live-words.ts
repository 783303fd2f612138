import { BAR_WIDTH, type BannerText } from "@/domain/drive/banner-text";
import type { Locale } from "@/domain/locale";
import { creditedJoin } from "./embed-host";
import { invitesToJoin, timeOf } from "./embed-text";
import { EMBED_WORDS } from "./embed-words";

/** What the custom element shows, word for word: the shape of `/embed/<slug>.json` and its stream. */
export interface LiveWords {
  version: string;
  count: string;
  outOf: string;
  deadline: string;
  status: string;
  message: string;
  /** "23 Nov, 14:05 Kyiv". */
  time: string;
  /** The same while nothing newer is heard: "as of 23 Nov, 14:05 Kyiv". */
  stale: string;
  /** How much of the bar is filled: "49.3%". */
  percent: string;
  /** Where to join, to be ended with the host of the page; empty when nobody is asked to. */
  join: string;
  become: string;
  pause: string;
  resume: string;
}

/** The words of a drive at this moment: the element holds none of its own, so it agrees with every other form. */
export function liveWords(text: BannerText, locale: Locale): LiveWords {
  const { become, pause, resume } = EMBED_WORDS[locale];
  const time = timeOf(text);
  const { version, count, outOf, deadline, status, message } = text;
  return {
    version,
    count,
    outOf,
    deadline,
    status,
    // What the state of the drive has to say stands in the message's place, as in the pictures.
    message: status ? "" : message,
    time,
    stale: EMBED_WORDS[locale].asOf + time,
    percent: `${(Number(text.bar) * 100) / BAR_WIDTH}%`,
    join: invitesToJoin(text) ? creditedJoin(text.joinUrl) : "",
    become,
    pause,
    resume,
  };
}
