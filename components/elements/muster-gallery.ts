/** Arrow keys move a gallery by one picture. */
export class MusterGallery extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const first = this.firstElementChild;
      if (step === 0 || !first) return;
      event.preventDefault();
      const smooth = matchMedia("(prefers-reduced-motion: no-preference)").matches;
      this.scrollBy({ left: step * first.clientWidth, behavior: smooth ? "smooth" : "auto" });
    });
  }
}
