import type { LiveWords } from "@/domain/embed/live-words";

/** A server that is silent for this long is asked; every fourth time while its stream seems to be open. */
const ASK_MS = 15_000;
const PAUSED = "muster:paused";

type Show = (words: LiveWords, isFresh: boolean) => void;

/** One connection for everything on the page that shows a drive in a language. */
export interface WordsFeed {
  /** Shows what is known, and everything after it; gives the way to stop. */
  add(show: Show): () => void;
}

const follows = new Set<() => void>();
let paused = "";
try {
  paused = localStorage[PAUSED] ?? "";
} catch {}

export function isPaused(): boolean {
  return Boolean(paused);
}

/** Sandboxes refuse storage; then a choice holds for this page only. */
export function togglePause(): void {
  paused = paused ? "" : "1";
  try {
    localStorage[PAUSED] = paused;
  } catch {}
  followAll();
}

function followAll(): void {
  for (const follow of follows) follow();
}

/** Follows `/embed/<slug>`; nothing older than `version` is ever shown. */
export function openFeed(address: string, query: string, version = ""): WordsFeed {
  const shows = new Set<Show>();
  let source: EventSource | undefined;
  let last: LiveWords | undefined;
  let timer: ReturnType<typeof setInterval>;
  let silent = 0;

  const tell = (isFresh: boolean) => {
    if (last) for (const show of shows) show(last, isFresh);
  };
  const take = (words: LiveWords) => {
    // Versions have thirteen digits for the next two centuries, so they sort as text; an error has none.
    if (words.version >= version) {
      last = words;
      version = words.version;
    }
    silent = 0;
    tell(Boolean(words.version));
  };
  const ask = () =>
    fetch(`${address}.json${query}`)
      .then((answer) => answer.json())
      .then(take)
      .catch(() => tell(false));
  const follow = () => {
    source?.close();
    clearInterval(timer);
    if (!shows.size || document.hidden) return;
    ask();
    if (paused) return;
    source = new EventSource(`${address}/live${query}`);
    source.addEventListener("words", (event) => take(JSON.parse(event.data)));
    source.onopen = () => tell(true);
    source.onerror = ask;
    timer = setInterval(() => {
      if (source?.readyState !== 1 || ++silent > 3) ask();
    }, ASK_MS);
  };
  follows.add(follow);
  return {
    add(show) {
      shows.add(show);
      if (shows.size < 2) follow();
      tell(true);
      return () => {
        shows.delete(show);
        if (!shows.size) follow();
      };
    },
  };
}

document.addEventListener("visibilitychange", followAll);
addEventListener("online", followAll);
