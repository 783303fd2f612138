/** Buttons that only need the browser: print, and copy an address. */
export function listenForPageButtons(): void {
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
    if (button?.dataset.action === "print") print();
    if (button?.dataset.action === "copy") void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(button.dataset.url ?? location.href);
    button.textContent = button.dataset.done ?? "";
  } catch {
    // Refused by the browser: the address bar is still there to copy from.
    return;
  }
}
