import type { Page } from "@playwright/test";
import { READER_PAGES } from "./support/pages";
import { ARTICLE, bannerCount, formatted } from "./support/reader";
import { recordSource, signIn } from "./support/staff";
import { expect, test } from "./support/test";

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
const banner = (page: Page) => page.getByRole("region", { name: "Membership drive" });
const slimOf = (page: Page) => page.locator(".drive-slim");

/** Notes everything that moves by itself, from the page's first moment on. */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({ node }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return element?.outerHTML ?? "something that is gone";
        });
        shifts.push(`${entry.value} ${moved.map((html) => html.slice(0, 80)).join(" | ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

for (const [name, options] of Object.entries({ desk: DESK, phone: PHONE })) {
  test(`on a ${name} nothing moves under the reader, and the slim line rests on no text`, async ({
    openScreen,
    newsroom,
    shot,
  }) => {
    const page = await openScreen(options);
    const shifts = await watchShifts(page);
    await page.goto(ARTICLE);
    const before = (await newsroom.progress()).count;
    await newsroom.control("join");
    await expect(bannerCount(page)).toHaveText(formatted(before + 1));
    await shot(page, `banner-${name}`);

    await page.mouse.wheel(0, 1_500);
    await expect(slimOf(page)).toBeVisible();
    await newsroom.control("join");
    await expect(slimOf(page).locator("[data-slot=count]")).toHaveText(formatted(before + 2));
    await shot(page, `slim-${name}`);
    const line = (await slimOf(page).boundingBox())?.y ?? 0;
    expect(await slimOf(page).evaluate((slim) => getComputedStyle(slim).backgroundColor)).toMatch(/^rgb\(/);
    // Where the Tab key leads, and where the page ends, is clear of it.
    await page.locator("article a").first().focus();
    for (let n = 0; n < 25; n++) {
      await page.keyboard.press("Tab");
      const bottom = await page.evaluate(() => {
        const focused = document.activeElement?.closest("main :is(a, button)");
        return focused?.closest(".drive-slim") ? 0 : (focused?.getBoundingClientRect().bottom ?? 0);
      });
      expect(bottom, `after ${n} tabs`).toBeLessThanOrEqual(line);
    }
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const last = await page.locator("footer p").last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(line);

    await slimOf(page).getByRole("button", { name: "Close for 30 days" }).click();
    await expect(slimOf(page)).toBeHidden();
    await page.reload();
    await page.evaluate(() => scrollTo(0, 1_500));
    await expect(bannerCount(page)).toHaveText(formatted(before + 2));
    await expect(slimOf(page)).toBeHidden();
    expect(await shifts()).toEqual([]);

    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole("button", { name: "I’m already a member" }).click();
    await expect(banner(page)).toBeHidden();
    await page.reload();
    await expect(page.locator("article h1")).toBeVisible();
    await expect(banner(page)).toBeHidden();
    expect(await shifts()).toEqual([]);
  });
}

test("staff choose pages without the banner, and the next reader sees none there", async ({
  page,
  newsroom,
  openScreen,
  accessible,
  shot,
}) => {
  const reader = await openScreen();
  await reader.goto(ARTICLE);
  await expect(banner(reader)).toBeVisible();
  await signIn(page, newsroom);
  await page.setViewportSize(PHONE.viewport);
  await page.goto("/staff/banner");
  const addresses = page.getByLabel("Articles and topics");
  const save = async () => {
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await expect(page.getByRole("status")).toBeVisible();
  };
  await addresses.fill("/articles/nobody-wrote-this");
  await save();
  await expect(page.getByRole("status")).toContainText("is no article, topic or section of ours");
  await page.getByLabel("Business, and its articles").press("Space");
  await addresses.fill(`${newsroom.url}/uk${ARTICLE}?from=here\n/tags/river`);
  await save();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(addresses).toHaveValue(`${ARTICLE}\n/tags/river`);
  await accessible(page);
  await shot(page, "staff-banner-phone");

  for (const path of [ARTICLE, READER_PAGES.section, READER_PAGES["article-notes"], READER_PAGES.topic]) {
    await reader.goto(path);
    await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(banner(reader)).toHaveCount(0);
    await expect(reader.locator(".drive-slim")).toHaveCount(0);
  }
  await accessible(reader);
  await reader.goto("/");
  await expect(banner(reader)).toBeVisible();

  await page.getByLabel("Business, and its articles").press("Space");
  await addresses.fill("");
  await save();
  await reader.goto(ARTICLE);
  await expect(banner(reader)).toBeVisible();
});

test("a milestone is told once a device, quietly, and only the goal is said aloud", async ({
  startNewsroom,
  browser,
  complaints,
}) => {
  const newsroom = await startNewsroom();
  const context = await browser.newContext({ baseURL: newsroom.url });
  const [staff, reader] = [await context.newPage(), await context.newPage()];
  reader.on("pageerror", (error) => complaints.push(error.message));
  const shifts = await watchShifts(reader);
  await reader.addInitScript(() => {
    const seen = { flourishes: 0, said: [] as string[] };
    Object.assign(window, { seen });
    addEventListener("DOMContentLoaded", () => {
      const live = document.querySelector("muster-live") as HTMLElement;
      new MutationObserver(() => {
        if (live.hasAttribute("data-flourish")) seen.flourishes++;
      }).observe(live, { attributeFilter: ["data-flourish"] });
      const said = live.querySelector("[aria-live]") as HTMLElement;
      new MutationObserver(() => seen.said.push(said.textContent ?? "")).observe(said, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
  });
  const seen = () =>
    reader.evaluate(() => (window as unknown as { seen: { flourishes: number; said: string[] } }).seen);
  await signIn(staff, newsroom);
  await staff.goto("/staff/drives/25000");
  await staff.getByLabel("Stretch goal").fill("30000");
  await staff.getByLabel("Why").fill("We dare more");
  await staff.getByRole("button", { name: "Save the drive" }).click();
  await expect(staff.getByRole("status")).toHaveText("Saved.");
  await reader.goto(ARTICLE);
  await reader.getByRole("link", { name: "Become a member" }).first().focus();

  let count = 0;
  let flourishes = 0;
  let sources = 0;
  const riseTo = async (to: number, isMilestone: boolean) => {
    sources++;
    await recordSource(staff, `Source ${sources}`, to - count);
    count = to;
    if (isMilestone) flourishes++;
    await expect(bannerCount(reader)).toHaveText(formatted(to));
    expect((await seen()).flourishes, `at ${to}`).toBe(flourishes);
  };
  // A thousand, a tenth, a quarter, half, and steps that pass none.
  for (const [to, isMilestone] of [
    [1_000, true],
    [2_500, true],
    [6_250, true],
    [12_500, true],
  ] as const)
    await riseTo(to, isMilestone);
  expect(await seen()).toMatchObject({ said: [] });
  await expect(reader.getByRole("link", { name: "Become a member" }).first()).toBeFocused();

  // Falling and rising again, and another page of this device, tell of nothing twice.
  await staff.getByRole("link", { name: /^Take back .* of Source 4/ }).click();
  await staff.getByRole("button", { name: /^Take it back/ }).click();
  await expect(bannerCount(reader)).toHaveText(formatted(6_250));
  count = 6_250;
  await riseTo(12_500, false);
  await riseTo(25_000, true);
  await expect.poll(async () => (await seen()).said).toHaveLength(1);
  expect((await seen()).said[0]).toMatch(/^Reached on/);
  await riseTo(30_000, true);
  expect((await seen()).said).toHaveLength(1);

  // Held, let go and over: whoever is reading keeps the line they are at.
  await staff.goto("/staff");
  await staff.getByLabel("Reason, shown to readers").fill("Two numbers disagree");
  await staff.getByRole("button", { name: "Hold the number" }).click();
  await expect(banner(reader)).toHaveAttribute("data-state", "held");
  await staff.getByRole("button", { name: /^Release and show/ }).click();
  await expect(banner(reader)).toHaveAttribute("data-state", "reached");
  await newsroom.control("advance", { to: (await newsroom.progress()).endsAt });
  await expect(banner(reader)).toHaveAttribute("data-state", "ended");
  // The words beside a number that gets another digit go on, and a sentence takes the place of another.
  const itself = /^\S+ <(span class="drive-goal"|p class="drive-status")[^|]*$/;
  const moved = (await shifts()).filter((each) => !itself.test(each));
  expect(moved).toEqual([]);
  await context.close();
});
