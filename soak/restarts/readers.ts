import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { LiveProgress } from "@/components/elements/live-progress";
import { fetchSnapshot, PageStream, seen } from "./page-stream";
import type { Lap, Look, Question } from "./questions";

/**
 * The process of the readers. Each is the code of our pages itself (`LiveProgress`): when it streams, comes back, polls
 * and what it takes is not imitated. Only what a browser brings is stood in for: EventSource and fetch over connections
 * of their own, and a page that is always looked at.
 */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const windowEvents = new EventTarget();
setMaxListeners(0, page, windowEvents);
Object.assign(globalThis, {
  window: globalThis,
  document: page,
  addEventListener: windowEvents.addEventListener.bind(windowEvents),
  removeEventListener: windowEvents.removeEventListener.bind(windowEvents),
  EventSource: PageStream,
  fetch: fetchSnapshot,
});

const TICK_MS = 250;
const OPENED_AT_ONCE = 20;
const LANGUAGES = ["en", "uk"] as const;

class Reader {
  shown = 0;

  constructor(address: string, lang: string) {
    const live = new LiveProgress(address, lang, 0, {
      onProgress: ({ version }) => {
        if (version <= this.shown) pagesFell++;
        this.shown = version;
      },
      onStale: () => {},
    });
    live.start();
  }
}

const readers: Reader[] = [];
/** When each version that was the newest was first known. */
const known: { version: number; at: number }[] = [];
let pagesFell = 0;
let worstLagMs = 0;

function know(version: number): void {
  if (version > (known.at(-1)?.version ?? 0)) known.push({ version, at: Date.now() });
}

/** Since when a reader of this version has been behind; null when it is not. */
function behindSince(version: number): number | null {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.version ?? 0) > version) high = middle;
    else low = middle + 1;
  }
  return known[low]?.at ?? null;
}

function measureLag(): void {
  know(seen.newest);
  const now = Date.now();
  for (const { shown } of readers) {
    const since = shown > 0 ? behindSince(shown) : null;
    if (since !== null) worstLagMs = Math.max(worstLagMs, now - since);
  }
}

async function open(address: string, count: number): Promise<Look> {
  while (readers.length < count) {
    const missing = Math.min(OPENED_AT_ONCE, count - readers.length);
    for (let i = 0; i < missing; i++) {
      readers.push(new Reader(address, LANGUAGES[readers.length % LANGUAGES.length] ?? "en"));
    }
    await wait(TICK_MS / 5);
  }
  while (seen.open < count || readers.some(({ shown }) => shown === 0)) await wait(TICK_MS);
  return look(0);
}

function look(newest: number): Look {
  know(newest);
  return {
    behind: readers.filter(({ shown }) => shown < newest).length,
    open: seen.open,
  };
}

function lap(): Lap {
  measureLag();
  const { reconnects, refused } = seen;
  const told = { reconnects, refused, worstLagMs, fell: seen.fell + pagesFell };
  Object.assign(seen, { reconnects: [], refused: 0, fell: 0 });
  worstLagMs = 0;
  pagesFell = 0;
  return told;
}

process.on("message", async (question: Question) => {
  if (question.ask === "open") process.send?.(await open(question.address, question.count));
  else process.send?.(question.ask === "look" ? look(question.newest) : lap());
});
process.on("disconnect", () => process.exit(0));
setInterval(measureLag, TICK_MS);
