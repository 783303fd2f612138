const WAIT_MS = 200;

/** Shows the outcome of a form as it is filled in, without leaving the page; its button does the same with a visit. */
export class MusterChoice extends HTMLElement {
  private waiting = 0;
  private asked = 0;

  connectedCallback(): void {
    this.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => void this.follow(), WAIT_MS);
    });
  }

  private async follow(): Promise<void> {
    const form = this.querySelector("form");
    if (!form) return;
    const number = ++this.asked;
    const query = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const address = `${form.action}?${query}`;
    const answer = await fetch(address).catch(() => null);
    // A later choice has been made meanwhile, or there is no answer: what is shown stays.
    if (!answer?.ok || number !== this.asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of document.querySelectorAll("[data-outcome]")) {
      const made = page.querySelector(`[data-outcome="${place.getAttribute("data-outcome")}"]`);
      if (made) place.replaceWith(document.importNode(made, true));
    }
    history.replaceState(null, "", address);
  }
}
