import { openWordPress } from "./support/partner-wordpress";
import { formatted } from "./support/reader";
import { expect, test } from "./support/test";
import { writeStories } from "./support/wordpress-stories";

test("a WordPress post shows the live number from the address on a line of its own", async ({
  page,
  newsroom,
  shot,
}) => {
  test.setTimeout(300_000);
  const wordpress = await openWordPress();
  try {
    const post = await wordpress.post(`Our neighbours count.\n\n${newsroom.url}/embed/25000\n\nSo can you.`);
    await page.goto(post);
    const frame = page.frameLocator("iframe[src*='/embed/25000']");
    const count = frame.locator("[data-slot=count]");
    const { count: before } = await newsroom.progress("25000");
    await expect(count).toHaveText(formatted(before));
    await newsroom.control("join", { count: 1 });
    await expect(count).toHaveText(formatted(before + 1));
    const cut = await frame.locator("html").evaluate((html) => html.scrollHeight - html.clientHeight);
    expect(cut).toBe(0);
    await shot(page, "wordpress");
  } finally {
    await wordpress.close();
  }
});

test("a newsroom's WordPress moves in whole, and changes, moves and deletions follow", async ({
  browser,
  startNewsroom,
  accessible,
  shot,
}) => {
  test.setTimeout(300_000);
  const wordpress = await openWordPress();
  try {
    const ids = await writeStories(wordpress);
    const newsroom = await startNewsroom({ env: { IMPORT_ALLOWED_HOST: wordpress.host } });
    const imported = () => newsroom.command("articles", "import", "wordpress", wordpress.url);
    const first = await imported();
    expect(first.output).toContain("5 added, 0 updated, 0 unchanged, 0 removed, 0 failed.");
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/left out: .*<script>/);

    // With the policy off, only what was imported decides what runs.
    const context = await browser.newContext({ baseURL: newsroom.url, bypassCSP: true });
    const page = await context.newPage();
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(`${newsroom.url}/`)) elsewhere.push(request.url());
    });
    page.on("dialog", (dialog) => {
      elsewhere.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });

    await page.goto("/articles/river-in-spring");
    const article = page.locator("article").first();
    await expect(article.getByRole("heading", { level: 1 })).toHaveText("The river in spring & after");
    await expect(article.getByRole("link", { name: "City" })).toBeVisible();
    await expect(article.getByRole("link", { name: "Олена Коваль" }).first()).toBeVisible();
    await expect(article.getByText("What the water left behind.")).toBeVisible();
    await expect(article.getByText("The Dnipro in April.")).toBeVisible();
    const hero = article.getByRole("img", { name: "The river at dawn" });
    expect(await hero.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    expect(await hero.getAttribute("srcset")).toMatch(/-400 400w, .*-800 800w, .*-1200 1200w, .* 1600w$/);
    const gallery = article.getByRole("region", { name: "Two days of a flood" });
    await expect(gallery.getByRole("img")).toHaveCount(2);
    await expect(gallery.getByText("On Friday")).toBeVisible();
    await expect(article.getByRole("region", { name: "In pictures" }).getByRole("img")).toHaveCount(2);
    await expect(article.getByText("Sand, everywhere")).toBeVisible();
    await expect(article.getByRole("listitem").filter({ hasText: "Then the road" })).toBeVisible();
    await expect(article.getByRole("blockquote").getByText("We counted every plank.")).toBeVisible();
    await expect(article.getByText("Nobody had asked the river.")).toBeVisible();
    await expect(article.getByRole("rowheader", { name: "Friday" })).toBeVisible();
    await expect(article.getByRole("table", { name: "The level at the bridge" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Rivers", exact: true })).toBeVisible();
    await accessible(page);
    await shot(page, "wordpress-imported");

    for (const path of ["/", "/articles/what-a-plug-in-did", "/sections/city", "/search?q=plug"]) {
      await page.goto(path);
      await expect(page.getByText("What a plug-in did").first()).toBeVisible();
    }
    await accessible(page);
    expect(elsewhere).toEqual([]);
    await page.goto("/articles/richka-navesni");
    await expect(page.getByText("Вода пішла.")).toHaveCount(1);

    await wordpress.run(
      `wp_update_post(['ID' => $given['story'], 'post_title' => 'The river, a year on', 'post_name' => 'river-a-year-on']);
       wp_delete_post($given['old'], true);`,
      ids,
    );
    const second = await imported();
    expect(second.output).toContain("0 added, 1 updated, 3 unchanged, 1 removed, 0 failed.");
    // The app hears of what another process changed within a second.
    const old = `${newsroom.url}/articles/river-in-spring`;
    await expect.poll(async () => (await fetch(old, { redirect: "manual" })).status).toBe(301);
    await page.goto("/articles/river-in-spring?from=a-link");
    await expect(page).toHaveURL(/\/articles\/river-a-year-on\?from=a-link$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The river, a year on");
    expect((await page.goto("/articles/an-old-notice"))?.status()).toBe(404);
    const third = await imported();
    expect(third.output).toContain("0 added, 0 updated, 4 unchanged, 0 removed, 0 failed.");
    await context.close();
  } finally {
    await wordpress.close();
  }
});
