import { READER_PAGES } from "./support/pages";
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

/** The page that is not there says so with its status, which the browser writes down. */
function ignoreNotFound(complaints: string[]): void {
  const rest = complaints.filter((each) => !each.includes("there-is-no-such-page"));
  complaints.splice(0, complaints.length, ...rest);
}
