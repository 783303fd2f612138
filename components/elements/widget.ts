import type { LiveWords } from "@/domain/embed/live-words";
import { WIDGET_STYLES } from "./widget-styles";

/** A server that is silent for this long is asked; every fourth time while its stream seems to be open. */
const ASK_MS = 15_000;
const PAUSED = "muster:paused";

type Show = (words: LiveWords, isFresh: boolean) => void;

/** One connection for every counter of a drive and a language on the page. */
interface Feed {
  /** Shows what is known, and everything after it; gives the way to stop. */
  add(show: Show): () => void;
  follow(): void;
}

const script = (document.currentScript ??
  document.querySelector("script[src*='/widget.']")) as HTMLScriptElement;
const feeds: Record<string, Feed> = {};
const sheet = new CSSStyleSheet();
sheet.replaceSync(WIDGET_STYLES);

let paused = "";
try {
  paused = localStorage[PAUSED] ?? "";
} catch {}

/** Sandboxes refuse storage; then a choice holds for this page only. */
function togglePause(): void {
  paused = paused ? "" : "1";
  try {
    localStorage[PAUSED] = paused;
  } catch {}
  followAll();
}

function followAll(): void {
  for (const key in feeds) feeds[key]?.follow();
}

function openFeed(address: string, query: string): Feed {
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
    if (words.version >= (last?.version ?? "")) last = words;
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
  return {
    follow,
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

/** The parts of a counter in their order, and their elements; each is named after the words it shows. */
const PARTS = {
  count: "b",
  outOf: "span",
  deadline: "span",
  bar: "i",
  status: "p",
  message: "p",
  become: "a",
  time: "span",
  pause: "button",
};

/** The counter on a partner's page. What stands inside it is shown until there is a number, and when there is none. */
class MusterCounter extends HTMLElement {
  static observedAttributes = ["drive", "lang", "accent"];

  private stop?: () => void;

  connectedCallback(): void {
    this.stop?.();
    const of = (name: string) => this.getAttribute(name) ?? "";
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    if (!root.firstChild) root.append(document.createElement("slot"));

    const frame = document.createElement("div");
    const part = {} as Record<string, HTMLElement>;
    for (const [name, tag] of Object.entries(PARTS)) {
      const made = document.createElement(tag);
      made.className = name;
      frame.append(made);
      part[name] = made;
    }
    const { bar, pause, become } = part as { bar: HTMLElement; pause: HTMLElement; become: HTMLAnchorElement };
    pause.onclick = togglePause;
    frame.lang = of("lang");
    if (of("accent")) frame.style.setProperty("--a", of("accent").replace(/^#?/, "#"));

    const drive = of("drive") || "current";
    const key = drive + frame.lang;
    feeds[key] ??= openFeed(`${new URL(script.src).origin}/embed/${drive}`, `?lang=${frame.lang}`);
    this.stop = feeds[key].add((words, isFresh) => {
      const shown: Record<string, string> = {
        ...words,
        ...(paused && { pause: words.resume }),
        ...((paused || !isFresh) && { time: words.stale }),
      };
      for (const name in part) (part[name] as HTMLElement).textContent = shown[name] ?? "";
      bar.style.setProperty("--w", words.percent);
      become.hidden = !words.join;
      // The partner is credited by the link; nothing is said of the reader.
      become.href = words.join + location.hostname;
      this.dataset.version = words.version;
      root.replaceChildren(frame);
    });
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  attributeChangedCallback(): void {
    if (this.stop) this.connectedCallback();
  }
}

document.addEventListener("visibilitychange", followAll);
addEventListener("online", followAll);
if (!customElements.get("muster-counter")) customElements.define("muster-counter", MusterCounter);
