import { laidOut } from "./support/laid-out";
import { ignoreNotFound, READER_PAGES } from "./support/pages";
import { expect, test } from "./support/test";

const PAGES = Object.entries({ ...READER_PAGES, gift: "/gift", redeem: "/redeem", embed: "/embed" });

for (const [width, scale] of [
  [240, 1],
  [720, 2],
  [2_560, 1],
] as const) {
  test(`nothing scrolls sideways at ${width} px${scale > 1 ? `, ${scale}00 % zoom` : ""}`, async ({
    openScreen,
    complaints,
  }) => {
    // A browser zoomed to 200 % lays the page out in half the pixels.
    const viewport = { width: width / scale, height: 900 };
    const page = await openScreen({ viewport, deviceScaleFactor: scale });
    const wide: string[] = [];
    for (const [name, path] of PAGES) {
      await page.goto(path);
      await laidOut(page);
      const over = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      if (over > 0) wide.push(`${name}: ${over} px`);
    }
    expect(wide).toEqual([]);
    ignoreNotFound(complaints);
  });
}

test("whatever is pressed on a phone is as large as a fingertip", async ({ openScreen, complaints }) => {
  const phone = await openScreen({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const small: string[] = [];
  // Of pages of one kind one: they are made of the same parts.
  const alike = /^(article-long|how-we-count-uk|topic-uk|join-uk|search-nothing|section-empty)$/;
  for (const [name, path] of PAGES.filter(([name]) => !alike.test(name))) {
    await phone.goto(path);
    await laidOut(phone);
    const found = await phone.evaluate(smallTargets, FINGERTIP);
    small.push(...found.map((each) => `${name}: ${each}`));
  }
  expect(small).toEqual([]);
  ignoreNotFound(complaints);
});

/** CSS pixels, each way. */
const FINGERTIP = 44;

/** Runs in the page: what can be pressed and is smaller. A link in the middle of a sentence is as tall as its line. */
function smallTargets(least: number): string[] {
  const lettersOf = (element: Element) => (element.textContent ?? "").replace(/\s+/g, "");
  const isInSentence = (link: Element) => {
    const block = link.closest("p, li, dd, td, th, figcaption, blockquote");
    if (!block) return false;
    const pressed = [...block.querySelectorAll("a, button")].map(lettersOf).join("");
    return lettersOf(block).length > pressed.length;
  };
  const pressable =
    "a[href], button, input, select, textarea, summary, label:has([type=radio], [type=checkbox])";
  // A pixel at an edge may be given to either neighbour.
  const reach = least / 2 - 1;
  const small: string[] = [];
  for (const element of document.querySelectorAll(pressable)) {
    if (element.closest("[aria-hidden=true], .skip, label:has([type=radio], [type=checkbox]) *")) continue;
    if (!element.checkVisibility() || (element.matches("a") && isInSentence(element))) continue;
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const edges = [
      [x - reach, y],
      [x + reach, y],
      [x, y - reach],
      [x, y + reach],
    ] as const;
    const isHit = edges.every(
      ([px, py]) => document.elementFromPoint(px, py)?.closest(pressable) === element,
    );
    if (!isHit) small.push(`${element.outerHTML.slice(0, 120)} ${Math.round(width)} × ${Math.round(height)}`);
  }
  return small;
}
