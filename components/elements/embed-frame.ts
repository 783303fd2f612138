import type { LiveWords } from "@/domain/embed/live-words";
import { isPaused, openFeed, togglePause } from "./words-feed";

/** Runs inside the iframe: keeps the server's page current and tells its host how high it is. */
const page = document.documentElement;
const body = document.body;
const { drive = "current", version } = page.dataset;
const query = `?lang=${page.lang}`;

/** The page around this frame: where browsers tell it, else what the frame was asked from; never guessed. */
let host = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);

function show(words: LiveWords, isFresh: boolean): void {
  const shown: Partial<Record<string, string>> = {
    ...words,
    time: isFresh && !isPaused() ? words.time : words.stale,
    pause: isPaused() ? words.resume : words.pause,
  };
  page.dataset.version = words.version;
  for (const place of document.querySelectorAll<HTMLElement>("[data-slot]")) {
    const text = shown[place.dataset.slot ?? ""] ?? "";
    if (place.textContent !== text) place.textContent = text;
  }
  document.querySelector("[data-bar]")?.setAttribute("width", words.percent);
  const join = document.querySelector<HTMLAnchorElement>("a");
  if (join) {
    join.hidden = !words.join;
    join.href = words.join + hostName();
  }
}

/** Who is credited for a join that starts here. */
function hostName(): string {
  return host ? new URL(host).hostname : "";
}

function tellHeight(): void {
  // An answer goes to one origin by name: with none known, nobody is told.
  if (host && host !== "null") parent.postMessage({ musterHeight: Math.ceil(body.scrollHeight) }, host);
}

const pause = document.querySelector("button");
if (pause) {
  pause.hidden = false;
  pause.onclick = togglePause;
}
openFeed(`/embed/${drive}`, query, version).add(show);

addEventListener("message", (event) => {
  if (event.source !== parent || event.data !== "muster:hello") return;
  if (host && event.origin !== host) return;
  host = event.origin;
  tellHeight();
});
new ResizeObserver(tellHeight).observe(body);
