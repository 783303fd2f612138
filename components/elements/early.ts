import { isRemembered } from "./remember";

/**
 * What must be known before the first paint, so that nothing appears and then goes: whether the drive is wanted on
 * this device, and which time zone the reader is in. Loaded before the page's body; everything else can wait.
 */
if (isRemembered("member")) document.documentElement.dataset.member = "";

/** A time in the reader's own zone, where it reads differently there; beneath it the newsroom's stays. */
class MusterTime extends HTMLElement {
  connectedCallback(): void {
    const { at, zone, lang } = this.dataset;
    if (!at || !zone) return;
    const own = format(at, lang, undefined);
    if (own === format(at, lang, zone)) return;
    this.attachShadow({ mode: "open" }).textContent = own;
  }
}

function format(at: string, lang: string | undefined, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(lang, { timeZone, dateStyle: "long", timeStyle: "short" }).format(
    new Date(at),
  );
}

customElements.define("muster-time", MusterTime);
