/** Two buttons and the arrow keys move a gallery by one picture; swiping and scrolling need no help. */
export class MusterGallery extends HTMLElement {
  connectedCallback(): void {
    const track = this.querySelector<HTMLElement>(".gallery-track");
    if (!track) return;
    const back = this.querySelector<HTMLButtonElement>("[data-action=back]");
    const on = this.querySelector<HTMLButtonElement>("[data-action=on]");
    const move = (step: number) => {
      const [first, second] = track.children;
      if (!first || !second) return;
      // Measured between two pictures, so that it holds for gaps and for either direction of writing.
      const width = second.getBoundingClientRect().left - first.getBoundingClientRect().left;
      const smooth = matchMedia("(prefers-reduced-motion: no-preference)").matches;
      track.scrollBy({ left: step * width, behavior: smooth ? "smooth" : "auto" });
    };
    const tell = () => {
      const room = track.scrollWidth - track.clientWidth - 1;
      const at = Math.abs(track.scrollLeft);
      if (back) back.ariaDisabled = String(at <= 1);
      if (on) on.ariaDisabled = String(at >= room);
    };
    back?.addEventListener("click", () => move(-1));
    on?.addEventListener("click", () => move(1));
    track.addEventListener("scroll", tell, { passive: true });
    this.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(getComputedStyle(track).direction === "rtl" ? -step : step);
    });
    // Not before it is near: to ask how wide its pictures are is to have them laid out.
    const approach = ([sight]: IntersectionObserverEntry[]) => {
      if (sight?.isIntersecting) tell();
    };
    new IntersectionObserver(approach, { rootMargin: "50%" }).observe(track);
  }
}
