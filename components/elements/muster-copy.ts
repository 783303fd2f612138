const THANKS_MS = 2_000;

/** Copies the text of its `code` when its button is pressed, and says so on the button. */
export class MusterCopy extends HTMLElement {
  connectedCallback(): void {
    // Defined while the page is still being read, an element has no content yet.
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.prepare());
    else this.prepare();
  }

  private prepare(): void {
    const button = this.querySelector("button");
    const code = this.querySelector("code");
    if (!button || !code) return;
    // Shown only here: without a script it would do nothing.
    button.hidden = false;
    button.onclick = async () => {
      const label = button.textContent;
      try {
        await navigator.clipboard.writeText(code.textContent ?? "");
        button.textContent = this.dataset.done ?? label;
        setTimeout(() => {
          button.textContent = label;
        }, THANKS_MS);
      } catch {
        // Where the clipboard is refused, the line is marked for the reader's own copy key.
        getSelection()?.selectAllChildren(code);
      }
    };
  }
}
