import { isRemembered } from "./remember";
import { layOutInStretches } from "./stretches";

const DAY_MS = 86_400_000;

/**
 * What must be known before the first paint, so that nothing appears and then goes: whether the drive is wanted on
 * this device, which time zone the reader is in, and how much of the page to lay out first. Loaded before the page's
 * body; everything else can wait.
 */
if (isRemembered("member")) document.documentElement.dataset.member = "";
layOutInStretches();

/** A time in the reader's own zone, where it reads differently there; beneath it the newsroom's stays. */
class MusterTime extends HTMLElement {
  connectedCallback(): void {
    const { at, home, days } = this.dataset;
    if (!at || !home || !days) return;
    const own = new Date(at);
    const time = `${twoDigits(own.getHours())}:${twoDigits(own.getMinutes())}`;
    const date = Date.UTC(own.getFullYear(), own.getMonth(), own.getDate());
    const away = Math.round((date - Date.parse(home.slice(0, 10))) / DAY_MS);
    const words = days.split("|")[away + 1];
    if (!words || (away === 0 && home.endsWith(time))) return;
    this.attachShadow({ mode: "open" }).textContent = words.replace("%", time);
  }
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}

customElements.define("muster-time", MusterTime);
