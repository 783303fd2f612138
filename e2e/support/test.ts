import { resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { laidOut } from "./laid-out";
import { closeNewsroom, type Newsroom, type NewsroomOptions, openNewsroom } from "./newsroom";
import { SharedNewsroom } from "./shared-newsroom";

export { expect };

const SHOTS = resolve(import.meta.dirname, "../screenshots");

interface Fixtures {
  /** The worker's demo, with a drive that people can still join for a month. */
  newsroom: Newsroom;
  /** Console errors, page errors and refused resources of every page; a test fails when any is left. */
  complaints: string[];
  /** Opens a context of its own whose complaints count too: a second screen. */
  openScreen: (options?: BrowserContextOptions) => Promise<Page>;
  /** Starts a newsroom of the test's own; what is still running at its end is stopped and removed. */
  startNewsroom: (options?: NewsroomOptions) => Promise<Newsroom>;
  /** Fails on anything axe finds against WCAG 2.2 A and AA; of a page in other colours it may look at these alone. */
  accessible: (page: Page, options?: { onlyColours: boolean }) => Promise<void>;
  /** With MUSTER_SHOTS set, keeps a picture of the page for a person to look at. */
  shot: (page: Page, name: string) => Promise<void>;
}

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that the colours of a page decide. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** One demo a worker; tests in it read the count before they move it. */
export const test = base.extend<Fixtures, { house: SharedNewsroom }>({
  house: [
    async ({ browser }, use) => {
      const house = new SharedNewsroom(browser);
      await house.open();
      await use(house);
      await house.close();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  newsroom: [async ({ house }, use) => use(await house.open()), { timeout: 240_000 }],
  baseURL: async ({ newsroom }, use) => use(newsroom.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, "console errors, page errors and CSP violations").toEqual([]);
  },
  page: async ({ page, complaints }, use) => {
    listen(page, complaints);
    await use(page);
  },
  openScreen: async ({ browser, newsroom, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: newsroom.url, ...options });
      contexts.push(context);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  startNewsroom: async ({}, use) => {
    const started: Newsroom[] = [];
    await use(async (options) => {
      const newsroom = await openNewsroom(options);
      started.push(newsroom);
      return newsroom;
    });
    for (const newsroom of started) await closeNewsroom(newsroom);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  accessible: async ({}, use) => {
    await use(async (page, { onlyColours } = { onlyColours: false }) => {
      await laidOut(page);
      const axe = new AxeBuilder({ page });
      const { violations } = await (onlyColours ? axe.withRules(COLOUR_RULES) : axe.withTags(WCAG))
        // A third of the time: what passes needs no report, and no page of ours holds a frame of another origin.
        .options({ resultTypes: ["violations"] })
        .setLegacyMode()
        .analyze();
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ""})`);
      expect(found, `axe on ${page.url()}`).toEqual([]);
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  shot: async ({}, use) => {
    await use(async (page, name) => {
      if (!process.env.MUSTER_SHOTS) return;
      await page.screenshot({ path: resolve(SHOTS, `${name}.png`), animations: "disabled" });
    });
  },
});

function listen(page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    // The hosted pages are another company's: their refusals (a declined card is a 402 or 422) are not ours.
    const isOurs = !/\/(c\/pay|p\/session)\//.test(page.url());
    if (message.type() === "error" && isOurs) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
}
