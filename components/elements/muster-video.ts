/** Puts the film in place of its still when somebody asks for it, and not before. */
export class MusterVideo extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      if (this.querySelector("video")) return;
      event.preventDefault();
      const video = document.createElement("video");
      video.src = this.dataset.src ?? "";
      video.title = this.dataset.title ?? "";
      video.controls = true;
      video.autoplay = true;
      video.playsInline = true;
      video.style.cssText = "width:100%;display:block";
      this.replaceChildren(video);
      video.focus();
    });
  }
}
