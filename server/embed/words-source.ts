import { bannerText } from "@/domain/drive/banner-text";
import { progressIn } from "@/domain/drive/progress";
import { liveWords } from "@/domain/embed/live-words";
import type { Locale } from "@/domain/locale";
import type { Encoded, ProgressHub } from "../live/progress-hub";

/** Words that follow from the clock alone ("38 days left") are at most this old. */
const CHECK_MS = 1_000;

/** The words of each drive, encoded once a version and language: what embeds poll and stream. */
export class WordsSource {
  private readonly held = new Map<string, Encoded & { checkedAt: number }>();

  constructor(
    private readonly hub: ProgressHub,
    private readonly now: () => Date,
  ) {}

  subscribe(listener: (slug: string) => void): () => void {
    return this.hub.subscribe(listener);
  }

  /** Undefined when there is no such drive. */
  encode(slug: string, locale: Locale): Encoded | undefined {
    const snapshot = this.hub.read(slug);
    if (!snapshot) return undefined;
    const { drive, version } = snapshot.progress;
    const key = `${drive} ${locale}`;
    const held = this.held.get(key);
    const now = this.now();
    // Asked once for every stream that is open: a whole sentence is not made to find that nothing changed.
    if (held?.version === version && Math.abs(now.getTime() - held.checkedAt) < CHECK_MS) return held;
    const text = bannerText(progressIn(snapshot, locale), locale, now);
    const json = Buffer.from(JSON.stringify(liveWords(text, locale)));
    const frame = Buffer.concat([
      Buffer.from(`event: words\nid: ${version}\ndata: `),
      json,
      Buffer.from("\n\n"),
    ]);
    const made = { version, json, frame, checkedAt: now.getTime() };
    this.held.set(key, made);
    return made;
  }
}
