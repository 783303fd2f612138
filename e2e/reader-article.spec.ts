import type { Page } from "@playwright/test";
import { laidOut } from "./support/laid-out";
import { READER_PAGES } from "./support/pages";
import { ARTICLE, bannerCount, formatted, goToPayment, pay } from "./support/reader";
import { expect, test } from "./support/test";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

test("on a phone the drive takes no more than a third of the first screen, and a slim line follows the reader", async ({
  openScreen,
}) => {
  const page = await openScreen(phone);
  await page.goto(ARTICLE);
  const banner = await page.locator("muster-live").boundingBox();
  expect(banner?.height).toBeLessThanOrEqual(740 / 3);
  const slim = page.locator(".drive-slim");
  await expect(slim).toBeHidden();
  await page.getByRole("heading", { name: "Taking it apart" }).scrollIntoViewIfNeeded();
  await expect(slim).toBeVisible();
  await slim.getByRole("button", { name: "Close for 30 days" }).click();
  await expect(slim).toBeHidden();
  await page.reload();
  await page.getByRole("heading", { name: "Taking it apart" }).scrollIntoViewIfNeeded();
  await expect(slim).toBeHidden();
  await page.close();
});

test("a member says so once and is not asked again, until they want to see it", async ({ page }) => {
  await page.goto(ARTICLE);
  const drive = page.getByRole("region", { name: "Membership drive" });
  await page.getByRole("button", { name: "I’m already a member" }).click();
  await expect(drive).toBeHidden();
  await page.goto("/");
  await expect(drive).toBeHidden();
  await page.getByRole("button", { name: "Show the membership drive again" }).click();
  await expect(drive).toBeVisible();
});

test("updates can be paused, stay paused, and catch up when resumed", async ({ page, newsroom }) => {
  await page.goto(ARTICLE);
  const before = (await newsroom.progress()).count;
  await expect(bannerCount(page)).toHaveText(formatted(before));
  await page.getByRole("button", { name: "Pause updates" }).click();
  await newsroom.control("join", { count: 2 });
  await expect.poll(async () => (await newsroom.progress()).count).toBe(before + 2);
  await expect(bannerCount(page)).toHaveText(formatted(before));
  await page.getByRole("button", { name: "Resume updates" }).click();
  await expect(bannerCount(page)).toHaveText(formatted(before + 2));
  // What rolls is a copy: the number itself is one text node.
  expect(await bannerCount(page).evaluate((count) => count.firstChild?.nodeValue)).toBe(
    formatted(before + 2),
  );
});

test("the skip link passes the drive", async ({ page }) => {
  await page.goto(ARTICLE);
  const skip = page.getByRole("link", { name: "Skip the membership drive" });
  await skip.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "War" }).last()).toBeFocused();
});

test("a gallery moves by buttons and by keys, and a film is fetched only when asked for", async ({
  page,
}) => {
  const films: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "media") films.push(request.url());
  });
  await page.goto(ARTICLE);
  const gallery = page.getByRole("region", { name: "The river, before and after" });
  const track = gallery.getByRole("list");
  const moved = () => track.evaluate((list) => Math.round(list.scrollLeft));
  const [back, on] = [gallery.locator("[data-action=back]"), gallery.locator("[data-action=on]")];
  await gallery.scrollIntoViewIfNeeded();
  await expect(back).toHaveAttribute("aria-disabled", "true");
  await expect(on).toHaveAttribute("aria-disabled", "false");
  await on.click();
  await expect.poll(moved).toBeGreaterThan(100);
  await expect(back).toHaveAttribute("aria-disabled", "false");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(moved).toBe(0);
  await track.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(moved).toBeGreaterThan(100);
  expect(films).toEqual([]);
  await page.getByRole("link", { name: /^Play: / }).click();
  await expect(page.locator("video")).toBeVisible();
  await expect.poll(() => films.length).toBeGreaterThan(0);
});

test("on paper every picture of a gallery is whole, and nothing is there to press", async ({ page }) => {
  await page.goto(ARTICLE);
  await page.emulateMedia({ media: "print" });
  const gallery = page.getByRole("region", { name: "The river, before and after" });
  const { left, right } = await gallery.evaluate((element) => element.getBoundingClientRect());
  for (const picture of await gallery.getByRole("img").all()) {
    const box = await picture.evaluate((element) => element.getBoundingClientRect());
    expect(box.left).toBeGreaterThanOrEqual(left);
    expect(box.right).toBeLessThanOrEqual(right);
  }
  await expect(gallery.getByRole("img")).toHaveCount(3);
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "How we count" })).toHaveCount(0);
});

test("a note leads to its words and back", async ({ page }) => {
  await page.goto(READER_PAGES["article-notes"]);
  await page.getByRole("link", { name: "Note 1" }).click();
  await expect(page).toHaveURL(/#note-1$/);
  await page.getByRole("link", { name: "Back to the text, 1" }).click();
  await expect(page).toHaveURL(/#text-1$/);
});

test("more news come beneath these, or on a page of their own without JavaScript", async ({
  page,
  openScreen,
}) => {
  await page.goto(ARTICLE);
  const titles = page.locator("#more-news h3");
  await expect(titles).toHaveCount(5);
  await page.getByRole("link", { name: "Show more" }).click();
  await expect(titles).toHaveCount(7);
  expect(new Set(await titles.allTextContents()).size).toBe(7);
  await expect(page.getByRole("link", { name: "Show more" })).toBeHidden();

  const plain = await openScreen({ javaScriptEnabled: false });
  await plain.goto(ARTICLE);
  await plain.getByRole("link", { name: "Show more" }).click();
  await expect(plain.locator("#more-news h3")).toHaveCount(2);
  await expect(plain.getByRole("link", { name: "Newer" })).toBeVisible();
});

test("without JavaScript nothing is offered that would do nothing", async ({ openScreen }) => {
  const plain = await openScreen({ javaScriptEnabled: false });
  await plain.goto(ARTICLE);
  await expect(plain.getByRole("button")).toHaveCount(0);
  await plain.goto("/search");
  await plain.getByRole("searchbox").fill("heron");
  await plain.getByRole("button", { name: "Search" }).click();
  await expect(plain.getByRole("heading", { name: "The bridge that floats" })).toBeVisible();
});

test("times are told in the reader's own zone and day before they are seen", async ({ openScreen }) => {
  const shown = async (timezoneId: string, path = ARTICLE) => {
    const page = await openScreen({ timezoneId });
    await page.goto(path);
    return page
      .locator("article muster-time")
      .first()
      .evaluate((time: HTMLElement) => {
        const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
        const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
        const text = ((time.shadowRoot ?? time).textContent ?? "").trim();
        return { text, own: format.format(new Date(time.dataset.at ?? "")) };
      });
  };
  const home = await shown("Europe/Kyiv");
  expect(home.text).toBe(`${home.own} Kyiv`);
  for (const zone of ["Asia/Tokyo", "Pacific/Honolulu", "Pacific/Auckland"]) {
    for (const path of [ARTICLE, READER_PAGES["article-uk"]]) {
      const away = await shown(zone, path);
      expect(away.text).toBe(away.own);
    }
  }
});

test("a list tells the day of its articles, the reader's own where that is another", async ({
  openScreen,
}) => {
  const days = async (timezoneId: string) => {
    const page = await openScreen({ timezoneId });
    await page.goto(READER_PAGES.author);
    return page.locator(".river-items muster-time").evaluateAll((times) =>
      times.map((time) => {
        const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
        const text = (time.shadowRoot ?? time).textContent?.trim();
        return { text, own: format.format(new Date((time as HTMLElement).dataset.at ?? "")) };
      }),
    );
  };
  for (const zone of ["Europe/Kyiv", "Pacific/Honolulu", "Pacific/Auckland"]) {
    const told = await days(zone);
    expect(told.length).toBeGreaterThan(1);
    for (const { text, own } of told) expect(text).toBe(own);
  }
});

test("a join is credited to the article and the place of its button, and to nobody's browser", async ({
  page,
  newsroom,
}) => {
  await goToPayment(page, READER_PAGES["article-long"]);
  await pay(page, "credited@readers.example");
  await expect(page.getByText("Paid. You can close this page.")).toBeVisible();
  const { data } = (await (
    await fetch(`${newsroom.emulatorUrl}/v1/checkout/sessions?limit=1`, {
      headers: { authorization: "Bearer sk_test_demo" },
    })
  ).json()) as { data: { metadata: Record<string, string> }[] };
  expect(data[0]?.metadata).toEqual({
    muster_article: "forty-one-keys",
    muster_section: "war",
    muster_place: "banner",
  });
});

test("a page is laid out as far as it is seen, then whole, and nothing that is seen moves", async ({
  openScreen,
}) => {
  const page = await openScreen(phone);
  await page.addInitScript(watchArrival);
  await page.goto(ARTICLE);
  await laidOut(page);
  expect(await arrival(page)).toEqual({ waited: true, shifts: 0 });
  // The last line of the page, which nobody scrolled to, is where it will be.
  const foot = page.locator("main ~ footer");
  const before = await foot.evaluate((element) => element.getBoundingClientRect().top + scrollY);
  await foot.scrollIntoViewIfNeeded();
  expect(await foot.evaluate((element) => element.getBoundingClientRect().top + scrollY)).toBe(before);
  await page.close();
});

test("a page that opens at a note, or where its reader was, is laid out whole at once", async ({
  openScreen,
}) => {
  const page = await openScreen(phone);
  await page.addInitScript(watchArrival);
  await page.goto(`${ARTICLE}#note-1`);
  await expect(page.locator("#note-1")).toBeInViewport();
  expect(await arrival(page)).toMatchObject({ waited: false });
  await page.reload();
  await expect(page.locator("#note-1")).toBeInViewport();
  expect(await arrival(page)).toMatchObject({ waited: false });
  await page.close();
});

declare global {
  interface Window {
    arrival: { waited: boolean; shifts: number };
  }
}

/** Runs in the page, before anything of it. */
function watchArrival(): void {
  window.arrival = { waited: false, shifts: 0 };
  document.addEventListener("DOMContentLoaded", () => {
    window.arrival.waited = document.documentElement.dataset.layout === "stretches";
  });
  new PerformanceObserver((list) => {
    const main = document.querySelector("main");
    for (const { sources } of list.getEntries() as (PerformanceEntry & {
      sources: { node: Node | null }[];
    })[])
      if (sources.some(({ node }) => main?.contains(node))) window.arrival.shifts++;
  }).observe({ type: "layout-shift", buffered: true });
}

function arrival(page: Page): Promise<Window["arrival"]> {
  return page.evaluate(() => window.arrival);
}
