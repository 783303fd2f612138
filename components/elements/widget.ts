import { WIDGET_STYLES } from "./widget-styles";
import { isPaused, openFeed, togglePause, type WordsFeed } from "./words-feed";

const script = (document.currentScript ??
  document.querySelector("script[src*='/widget.']")) as HTMLScriptElement;
/** One feed for every counter of a drive and a language on the page. */
const feeds: Record<string, WordsFeed> = {};
const sheet = new CSSStyleSheet();
sheet.replaceSync(WIDGET_STYLES);

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
    const { bar, pause, become } = part as {
      bar: HTMLElement;
      pause: HTMLElement;
      become: HTMLAnchorElement;
    };
    pause.onclick = togglePause;
    frame.lang = of("lang");
    if (of("accent")) frame.style.setProperty("--a", of("accent").replace(/^#?/, "#"));

    const drive = of("drive") || "current";
    const key = drive + frame.lang;
    feeds[key] ??= openFeed(`${new URL(script.src).origin}/embed/${drive}`, `?lang=${frame.lang}`);
    this.stop = feeds[key].add((words, isFresh) => {
      const shown: Record<string, string> = {
        ...words,
        ...(isPaused() && { pause: words.resume }),
        ...((isPaused() || !isFresh) && { time: words.stale }),
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

if (!customElements.get("muster-counter")) customElements.define("muster-counter", MusterCounter);
