import { resolve } from "node:path";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { ARTICLE, bannerCount, formatted } from "./support/reader";
import { expect, test } from "./support/test";

const PICTURES = resolve(import.meta.dirname, "../docs/pictures");
const MEMBERS = 1_234;

/** A newsroom of its own: the one that tests share has had its drive prolonged. */
test("the pictures of the README", async ({ startNewsroom, browser }) => {
  const newsroom = await startNewsroom();
  const screen = async (options: BrowserContextOptions) =>
    (await browser.newContext({ ...options, baseURL: newsroom.url })).newPage();
  await newsroom.control("join", { count: MEMBERS });
  await newsroom.control("flush", { timeoutMs: 60_000 });
  await expect.poll(async () => (await newsroom.progress()).count, { timeout: 60_000 }).toBe(MEMBERS);
  const take = (page: Page, name: string) => page.screenshot({ path: resolve(PICTURES, `${name}.png`) });

  const desk = await screen({ viewport: { width: 1280, height: 860 } });
  await desk.goto(ARTICLE);
  await expect(bannerCount(desk)).toHaveText(formatted(MEMBERS));
  await take(desk, "article");

  const phone = await screen({ viewport: { width: 390, height: 780 }, colorScheme: "dark" });
  await phone.goto(ARTICLE);
  await expect(bannerCount(phone)).toHaveText(formatted(MEMBERS));
  await take(phone, "article-phone-dark");
});
