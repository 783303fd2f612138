import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { READER_PAGES } from "./support/pages";
import { ARTICLE, goToPayment, pay } from "./support/reader";
import { test } from "./support/test";

const SHOTS = resolve(import.meta.dirname, "screenshots");
const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"] as const;
const DAY_MS = 86_400_000;

const from = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** What a drive says in each of its states, beside what it says now. */
const STATES = {
  upcoming: { state: "upcoming", startsAt: from(3), count: 0, remaining: 25_000, percent: 0 },
  running: { count: 12_345, remaining: 12_655, percent: 49.38 },
  nearly: { count: 24_986, remaining: 14, percent: 99.94 },
  reached: { state: "reached", count: 24_999, remaining: 1, percent: 99.99, reachedAt: from(-5) },
  stretch: {
    state: "reached",
    count: 27_412,
    remaining: 0,
    percent: 109.64,
    stretchGoal: 30_000,
    reachedAt: from(-5),
  },
  ended: { state: "ended", count: 23_120, remaining: 1_880, percent: 92.48, endsAt: from(-1) },
  final: { state: "ended", final: true, count: 23_120, remaining: 1_880, percent: 92.48, endsAt: from(-9) },
  held: { count: 12_345, remaining: 12_655, percent: 49.38, held: { since: from(0), reason: "" } },
} as const;

/** Answers a page's questions about the drive as if it were in another state. */
async function pretend(page: Page, url: string, lang: string, change: object): Promise<void> {
  const now = await (await fetch(`${url}/api/drives/current?lang=${lang}`)).json();
  const progress = { ...now, ...change, version: now.version + 1, asOf: new Date().toISOString() };
  await page.route("**/api/drives/current?*", (route) => route.fulfill({ json: progress }));
  await page.route("**/api/drives/current/live*", (route) =>
    route.fulfill({
      contentType: "text/event-stream",
      body: `event: progress\nid: ${progress.version}\ndata: ${JSON.stringify(progress)}\n\n`,
    }),
  );
}

const take = (page: Page, name: string, fullPage = true) =>
  page.screenshot({ path: resolve(SHOTS, `${name}.png`), fullPage, animations: "disabled" });

for (const width of WIDTHS) {
  for (const colorScheme of SCHEMES) {
    test(`every page, ${width} px, ${colorScheme}`, async ({ openScreen, complaints }) => {
      const page = await openScreen({ viewport: { width, height: 900 }, colorScheme });
      for (const [name, path] of Object.entries(READER_PAGES)) {
        await page.goto(path);
        await take(page, `${name}-${width}-${colorScheme}`);
      }
      complaints.length = 0;
    });

    test(`the drive in every state, ${width} px, ${colorScheme}`, async ({
      openScreen,
      newsroom,
      complaints,
    }) => {
      for (const [lang, path] of [
        ["en", ARTICLE],
        ["uk", READER_PAGES["article-uk"]],
      ] as const) {
        for (const [state, change] of Object.entries(STATES)) {
          const page = await openScreen({
            viewport: { width, height: 900 },
            colorScheme,
            reducedMotion: "reduce",
          });
          await pretend(page, newsroom.url, lang, change);
          await page.goto(path);
          await page.waitForTimeout(300);
          await take(page, `drive-${state}-${lang}-${width}-${colorScheme}`, false);
          await page.close();
        }
      }
      const stale = await openScreen({ viewport: { width, height: 900 }, colorScheme });
      await stale.route("**/api/drives/**", (route) => route.abort());
      await stale.goto(ARTICLE);
      await stale.locator("muster-live[data-stale]").waitFor();
      await take(stale, `drive-stale-en-${width}-${colorScheme}`, false);
      complaints.length = 0;
    });
  }
}

test("welcome, print, forced colours and right to left", async ({ openScreen, page }) => {
  await goToPayment(page, ARTICLE);
  await pay(page, "pictures@readers.example");
  await page.getByText("Paid. You can close this page.").waitFor();
  await take(page, "welcome-1440-light");
  const forced = await openScreen({ viewport: { width: 768, height: 900 }, forcedColors: "active" });
  await forced.goto(ARTICLE);
  await take(forced, "article-forced-colours");
  const printed = await openScreen({ viewport: { width: 794, height: 1123 } });
  await printed.goto(ARTICLE);
  await printed.emulateMedia({ media: "print" });
  await take(printed, "article-print");
  const mirrored = await openScreen({ viewport: { width: 1440, height: 900 } });
  for (const [name, path] of [
    ["article", ARTICLE],
    ["front", "/"],
  ] as const) {
    await mirrored.goto(path);
    await mirrored.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await take(mirrored, `${name}-right-to-left`);
  }
});
