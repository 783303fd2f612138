/** "Show more" brings the next page's articles beneath these; without it, or if that fails, it is a link to them. */
export class MusterMore extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-more]") : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void this.bring(link);
    });
  }

  private async bring(link: HTMLAnchorElement): Promise<void> {
    link.ariaBusy = "true";
    try {
      const response = await fetch(link.href, { credentials: "omit" });
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("muster-more");
      const [from, to] = [fresh?.querySelector(".river-items"), this.querySelector(".river-items")];
      if (!fresh || !from || !to) throw new Error("the page has no river");
      const first = from.firstElementChild;
      for (const item of from.children) item.classList.remove("later");
      to.append(...from.children);
      const next = fresh.querySelector<HTMLAnchorElement>("a[data-more]");
      if (next) link.replaceWith(document.adoptNode(next));
      else link.remove();
      // Whoever pressed with the keyboard goes on from the first new headline.
      first?.querySelector<HTMLElement>("h2 a, h3 a")?.focus({ preventScroll: true });
    } catch {
      location.href = link.href;
    }
  }
}
