/** Puts the film in place of its still when somebody asks for it, and not before. */
export class MusterVideo extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      if (!this.querySelector("a")) return;
      event.preventDefault();
      const { src = "", title = "", framed } = this.dataset;
      const film = framed === undefined ? ownFilm(src) : framedFilm(src);
      film.title = title;
      film.style.cssText = "width:100%;display:block;aspect-ratio:16/9;border:0";
      this.replaceChildren(film);
      film.focus();
    });
  }
}

function ownFilm(src: string): HTMLElement {
  const video = document.createElement("video");
  Object.assign(video, { src, controls: true, autoplay: true, playsInline: true });
  return video;
}

/** A player of the film's host, which starts by itself because it was asked for. */
function framedFilm(src: string): HTMLElement {
  const frame = document.createElement("iframe");
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  frame.allowFullscreen = true;
  frame.src = `${src}${src.includes("?") ? "&" : "?"}autoplay=1`;
  return frame;
}
