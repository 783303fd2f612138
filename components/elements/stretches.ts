/** What a long page holds beneath its first screen. `article.css` leaves the same unrendered until it is laid out here. */
const LATER = ".prose > :nth-child(n + 3), .later";
/** How long one stretch of layout may hold up a reader who touches the page, in milliseconds. */
const STRETCH_MS = 4;
/** Even a page that is never idle is whole soon. */
const PATIENCE_MS = 200;

/**
 * Before anything of a page is painted, all of it is laid out, and a long text takes a slow phone a quarter of a second.
 * A page that opens at its top is laid out as far as it is seen, and the rest in short stretches once that is shown.
 * Not so where the browser is about to scroll, to a note or to where the reader was: it must know how long the page is.
 */
export function layOutInStretches(): void {
  const [visit] = performance.getEntriesByType("navigation");
  if (!(visit instanceof PerformanceNavigationTiming)) return;
  if (visit.type !== "navigate" || visit.name.includes("#")) return;
  document.documentElement.dataset.layout = "stretches";
  // Once its first screen is there whole, pictures too; whoever scrolls before that has each part when it comes near.
  addEventListener("load", () => {
    const later = [...document.querySelectorAll<HTMLElement>(LATER)];
    whenIdle(() => layOut(later));
  });
}

function layOut(later: HTMLElement[]): void {
  const until = performance.now() + STRETCH_MS;
  let next = later.shift();
  while (next) {
    next.dataset.laid = "";
    // To ask for a place is to have it laid out now, within this stretch.
    next.getBoundingClientRect();
    next = performance.now() < until ? later.shift() : undefined;
  }
  // The page keeps its mark: to take it away would style every element anew.
  if (later.length > 0) whenIdle(() => layOut(later));
}

function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: PATIENCE_MS });
  else setTimeout(act, PATIENCE_MS / 4);
}
