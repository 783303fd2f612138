/** Writes a text; where it is the count, the digits that changed roll from what they were. */
export function write(element: HTMLElement, value: string): void {
  const before = element.firstChild?.nodeValue ?? "";
  // The true number is one text node, at once; what moves is a copy over it.
  if (element.firstChild) element.firstChild.nodeValue = value;
  else element.textContent = value;
  for (const roll of element.querySelectorAll(".drive-roll")) roll.remove();
  if (element.classList.contains("drive-count")) element.append(roll(before, value));
}

function roll(before: string, after: string): HTMLElement {
  const copy = document.createElement("span");
  copy.className = "drive-roll";
  copy.ariaHidden = "true";
  const rises = numberIn(after) >= numberIn(before);
  for (const { is, was } of digitChanges(before, after)) {
    if (is === was) {
      copy.append(is);
      continue;
    }
    const digit = document.createElement("span");
    digit.className = "drive-roll-digit";
    digit.dataset.was = was;
    digit.toggleAttribute("data-down", !rises);
    digit.textContent = is;
    copy.append(digit);
  }
  // Every digit rolls for the same time; the first to arrive takes the copy away.
  copy.addEventListener("animationend", () => copy.remove());
  return copy;
}

/** A number's characters with what stood in their place before, matched from the right. */
export function digitChanges(before: string, after: string): { is: string; was: string }[] {
  return [...after].map((is, index) => ({ is, was: before[before.length - after.length + index] ?? "" }));
}

function numberIn(text: string): number {
  return Number(text.replace(/\D/g, ""));
}
