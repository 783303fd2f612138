import { HtmlValidate } from "html-validate";
import { ignoreNotFound, READER_PAGES } from "./support/pages";
import { expect, test } from "./support/test";

/** Whatever a reader can open. */
const PAGES = Object.entries({ ...READER_PAGES, gift: "/gift", redeem: "/redeem", embed: "/embed" });
const MIRRORED = ["front", "article", "article-gallery", "article-notes", "section", "author", "join"];

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  elements: [
    "html5",
    // Ours: they hold what stands around them, and change nothing for a reader without scripts.
    Object.fromEntries(
      ["live", "more", "gallery", "video", "time", "choice", "copy"].map((name) => [
        `muster-${name}`,
        { flow: true, phrasing: true, transparent: true },
      ]),
    ),
  ],
  rules: {
    // How a page is written out, not what it says: React's spelling is as valid.
    "attr-quotes": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-inline-style": "error",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // Names are for people who hear them; lengths are for search engines.
    "long-title": "off",
  },
});

test("every page is valid HTML, in both languages", async ({ newsroom }) => {
  const found: string[] = [];
  for (const [name, path] of PAGES) {
    const html = await (await fetch(newsroom.url + path)).text();
    const report = await validator.validateString(html);
    for (const { messages } of report.results)
      for (const { ruleId, message, selector } of messages)
        found.push(`${name}: ${ruleId}: ${message} (${selector ?? ""})`);
  }
  expect(found).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page in its ${colorScheme} colours`, async ({
    openScreen,
    accessible,
    complaints,
  }) => {
    test.setTimeout(300_000);
    const page = await openScreen({ colorScheme });
    // Colours are the same in every language.
    const pages = PAGES.filter(([name]) => colorScheme === "light" || !name.endsWith("-uk"));
    for (const [, path] of pages) {
      await page.goto(path);
      await accessible(page, { onlyColours: colorScheme === "dark" });
    }
    ignoreNotFound(complaints);
  });
}

test("in colours that the reader's system forces, bar, buttons and focus can still be seen", async ({
  openScreen,
  newsroom,
}) => {
  await newsroom.control("join", { count: 1 });
  const page = await openScreen({ forcedColors: "active" });
  await page.goto("/articles/the-bridge-that-floats");
  await expect(page.locator("muster-live [data-slot=count]")).toBeVisible();
  const join = page.getByRole("link", { name: "Become a member" }).first();
  await join.focus();
  const seen = await join.evaluate((link) => {
    const { outlineStyle, outlineWidth, borderTopStyle } = getComputedStyle(link);
    return { outlineStyle, outlineWidth, borderTopStyle };
  });
  expect(seen).toEqual({ outlineStyle: "solid", outlineWidth: "3px", borderTopStyle: "solid" });
  const paint = (part: string) =>
    page
      .locator(`.drive ${part}`)
      .first()
      .evaluate((shape) => [getComputedStyle(shape).fill, getComputedStyle(shape).stroke]);
  const [track, fill] = [await paint(".drive-track"), await paint(".drive-fill")];
  expect(fill[0]).not.toBe(track[0]);
  expect(track[1]).not.toBe("none");
});

test("axe finds nothing on a phone from right to left", async ({ openScreen, accessible }) => {
  const phone = await openScreen({ viewport: { width: 360, height: 740 }, hasTouch: true });
  for (const [name, path] of PAGES.filter(([name]) => MIRRORED.includes(name))) {
    await phone.goto(path);
    await phone.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await accessible(phone);
    expect(await phone.locator("html").getAttribute("dir"), name).toBe("rtl");
  }
});

test("without JavaScript every page reads, and every link of ours on it leads somewhere", async ({
  openScreen,
  newsroom,
  complaints,
}) => {
  const plain = await openScreen({ javaScriptEnabled: false });
  const seen = new Map<string, number>();
  for (const [name, path] of PAGES) {
    await plain.goto(path);
    await expect(plain.getByRole("heading", { level: 1 }).first(), name).toBeVisible();
    const links = await plain
      .locator("a[href^='/']")
      .evaluateAll((all) => all.map((link) => (link.getAttribute("href") ?? "").replace(/#.*$/, "")));
    for (const link of new Set(links)) {
      if (seen.has(link) || link.startsWith("/account")) continue;
      const { status } = await fetch(newsroom.url + link, { redirect: "manual" });
      seen.set(link, status);
      expect(status, `${link} on ${path}`).toBeLessThan(400);
    }
  }
  expect(seen.size).toBeGreaterThan(30);
  ignoreNotFound(complaints);
});
