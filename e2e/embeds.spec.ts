import type { Page } from "@playwright/test";
import type { Newsroom } from "./support/newsroom";
import { openPartner, type Partner } from "./support/partner";
import { ARTICLE, formatted, sentNumber } from "./support/reader";
import { test as base, expect } from "./support/test";

const test = base.extend<{ partner: Partner }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  partner: async ({}, use) => {
    const partner = await openPartner();
    await use(partner);
    await partner.close();
  },
});

const widget = (newsroom: Newsroom, inside = "") =>
  `<muster-counter drive="25000">${inside}</muster-counter><script async src="${newsroom.url}/widget.js"></script>`;

const count = (page: Page) => page.locator("muster-counter .count").first();

/** Somebody joins; gives the number that must be shown from now on. */
async function join(newsroom: Newsroom): Promise<string> {
  await newsroom.control("join", { count: 1 });
  await newsroom.control("flush");
  return formatted((await newsroom.progress("25000")).count);
}

/** The line that the gallery gives for a heading. */
async function lineFor(page: Page, heading: string): Promise<string> {
  await page.goto("/embed");
  const line = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: heading, exact: true }) });
  return (await line.locator("code").textContent()) ?? "";
}

test("one line pasted into a page of another origin shows the live number", async ({
  page,
  newsroom,
  partner,
}) => {
  const line = await lineFor(page, "Live, in your own typography");
  await page.goto(partner.page("/", line));
  await expect(count(page)).toHaveText(formatted((await newsroom.progress()).count));
  const now = await join(newsroom);
  await expect(count(page)).toHaveText(now);
  const nodes = await count(page).evaluate((element) => element.childNodes.length);
  expect(nodes).toBe(1);
  expect(await page.context().cookies()).toEqual([]);
});

test("a page with a strict policy, integrity and trusted types shows it too", async ({
  page,
  newsroom,
  partner,
}) => {
  const line = await lineFor(page, "The same, pinned");
  expect(line).toContain('integrity="sha384-');
  const policy = [
    "default-src 'none'",
    ...["script-src", "connect-src", "img-src"].map((each) => `${each} ${newsroom.url}`),
    "require-trusted-types-for 'script'",
  ].join("; ");
  await page.goto(partner.page("/", line, { "content-security-policy": policy }));
  await expect(count(page)).toHaveText(await join(newsroom));
  await expect(page.locator("muster-counter .outOf")).toHaveText("out of 25,000");
});

test("a frame is live inside a sandbox, and sizes itself only by word of its own origin", async ({
  page,
  newsroom,
  partner,
}) => {
  await page.goto(
    partner.page(
      "/",
      `<iframe title="plain" width="480" height="300" src="${newsroom.url}/embed/25000"></iframe>
       <iframe title="sandboxed" sandbox="allow-scripts" width="480" height="120" src="${newsroom.url}/embed/25000?lang=uk"></iframe>
       <script async src="${newsroom.url}/embed/resize.js"></script>`,
    ),
  );
  const now = await join(newsroom);
  await expect(page.frameLocator("[title=plain]").locator("b")).toHaveText(now);
  await expect(page.frameLocator("[title=sandboxed]").locator("b")).toHaveText(now);
  const height = () =>
    page.locator("[title=plain]").evaluate((frame) => Number((frame as HTMLIFrameElement).height));
  await expect.poll(height).toBeLessThan(140);
  const own = await height();
  await page.evaluate(() => window.postMessage({ musterHeight: 399 }, "*"));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await height()).toBe(own);
});

test("a frame is whole at the height it is given, in both languages, down to 240 pixels", async ({
  page,
  newsroom,
}) => {
  for (const options of ["layout=bar", "layout=card", "layout=bar&message=off", "layout=badge"]) {
    const address = `${newsroom.url}/embed/25000?${options}&lang=uk`;
    const oembed = await fetch(`${newsroom.url}/api/oembed?url=${encodeURIComponent(address)}`);
    const { width, height } = (await oembed.json()) as { width: number; height: number };
    for (const wide of new Set([width, 320, 240])) {
      await page.setViewportSize({ width: wide, height });
      await page.goto(address);
      const cut = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
      expect(cut, `${options} at ${wide}`).toBe(0);
    }
  }
});

test("without a script a frame shows the number, and its page asks for no cookie", async ({
  openScreen,
  newsroom,
  partner,
}) => {
  const page = await openScreen({ javaScriptEnabled: false });
  await page.goto(partner.page("/", `<iframe title="x" src="${newsroom.url}/embed/25000"></iframe>`));
  const { count } = await newsroom.progress();
  await expect(page.frameLocator("iframe").locator("b")).toHaveText(formatted(count));
  expect(await page.context().cookies()).toEqual([]);
});

test("where streams are blocked the number is asked for", async ({ page, newsroom, partner, complaints }) => {
  await page.route("**/live*", (route) => route.abort());
  await page.goto(partner.page("/", widget(newsroom)));
  await expect(count(page)).toBeVisible();
  const now = await join(newsroom);
  await expect(count(page)).toHaveText(now, { timeout: 25_000 });
  expectOnly(complaints, "net::ERR_FAILED");
});

test("where everything is blocked the page's own content stays", async ({
  page,
  newsroom,
  partner,
  complaints,
}) => {
  await page.route(/\/embed\/25000(\.json|\/live)/, (route) => route.abort());
  await page.goto(partner.page("/", widget(newsroom, "Support the Courier")));
  await page.waitForFunction(() => customElements.get("muster-counter"));
  await expect(page.getByText("Support the Courier")).toBeVisible();
  expectOnly(complaints, "net::ERR_FAILED");
});

test("pulling the plug leaves the last number with its time; it catches up when back", async ({
  page,
  newsroom,
  partner,
  complaints,
}) => {
  await page.goto(partner.page("/", widget(newsroom)));
  const before = await count(page).textContent();
  await page.context().setOffline(true);
  // Going offline does not cut a stream that is open: coming back to the page asks anew.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator("muster-counter .time")).toHaveText(/^as of \d+ \w+, \d\d:\d\d Kyiv$/);
  await expect(count(page)).toHaveText(before ?? "");
  const now = await join(newsroom);
  await page.context().setOffline(false);
  await expect(count(page)).toHaveText(now, { timeout: 20_000 });
  await expect(page.locator("muster-counter .time")).not.toContainText("as of");
  expectOnly(complaints, "net::ERR_INTERNET_DISCONNECTED");
});

test("going back shows the number of now", async ({ page, newsroom, partner }) => {
  await page.goto(partner.page("/", widget(newsroom)));
  await expect(count(page)).toBeVisible();
  await page.goto(partner.page("/other", "Another page"));
  const now = await join(newsroom);
  await page.goBack();
  await expect(count(page)).toHaveText(now);
});

test("fifty on a page share one stream, add nothing to the page's globals, and close it when they go", async ({
  page,
  newsroom,
  partner,
}) => {
  const streams: string[] = [];
  const ended: string[] = [];
  page.on("request", (request) => request.url().includes("/live") && streams.push(request.url()));
  page.on("requestfailed", (request) => request.url().includes("/live") && ended.push(request.url()));
  const address = partner.page(
    "/",
    `<div id="all">${"<muster-counter drive=25000></muster-counter>".repeat(50)}</div>`,
  );
  await page.goto(address);
  const before = await page.evaluate(() => Object.keys(window));
  await page.addScriptTag({ url: `${newsroom.url}/widget.js` });
  const now = await join(newsroom);
  await expect(page.locator("muster-counter .count").filter({ hasText: now })).toHaveCount(50);
  expect(streams).toHaveLength(1);
  expect(await page.evaluate(() => Object.keys(window))).toEqual(before);
  await page.evaluate(() => document.querySelector("#all")?.remove());
  await expect.poll(() => ended.length).toBe(1);
});

test("inside a shadow root, on a dark right-to-left page with hostile styles, it is whole", async ({
  page,
  newsroom,
  partner,
}) => {
  const hostile =
    "*{color:red!important;font-size:0!important;float:left!important}muster-counter{display:none!important}";
  await page.goto(
    partner.page(
      "/",
      `<style>${hostile}html{background:#111}</style><div dir="rtl" id="host"></div>
       <script>host.attachShadow({mode:"open"}).innerHTML = "<section style='color:#eee;width:480px'><style>${hostile}section{color:#eee!important}</style><muster-counter drive=25000></muster-counter></section>"</script>
       <script async src="${newsroom.url}/widget.js"></script>`,
    ),
  );
  await expect(count(page)).toBeVisible();
  const look = await count(page).evaluate((element) => {
    const { color, direction, fontSize } = getComputedStyle(element);
    return { color, direction, fontSize, width: element.getBoundingClientRect().width };
  });
  expect(look).toMatchObject({ color: "rgb(238, 238, 238)", direction: "ltr", fontSize: "26px" });
});

test("on paper there is the number and nothing to press", async ({ page, newsroom, partner }) => {
  await page.goto(partner.page("/", widget(newsroom)));
  await expect(count(page)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(count(page)).toBeVisible();
  await expect(page.locator("muster-counter .become")).toBeHidden();
  await expect(page.locator("muster-counter .pause")).toBeHidden();
});

test("paused stays paused, also after a reload, and resumes", async ({ page, newsroom, partner }) => {
  await page.goto(partner.page("/", widget(newsroom)));
  await page.getByRole("button", { name: "Pause updates" }).click();
  const held = (await count(page).textContent()) ?? "";
  await expect(page.locator("muster-counter .time")).toContainText("as of");
  const now = await join(newsroom);
  await expect(count(page)).toHaveText(held);
  await page.getByRole("button", { name: "Resume updates" }).click();
  await expect(count(page)).toHaveText(now);
  await page.getByRole("button", { name: "Pause updates" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Resume updates" })).toBeVisible();
});

test("who joins from an embed is told whom it is credited to", async ({ page, newsroom, partner }) => {
  await page.goto(partner.page("/", widget(newsroom)));
  await page.getByRole("link", { name: "Become a member" }).click();
  await expect(page.getByText("You come from 127.0.0.1")).toBeVisible();
  await expect(page.locator("input[name=embed]")).toHaveValue("127.0.0.1");
});

test("page, JSON, SVG, PNG, text, frame and widget agree while the number moves", async ({
  page,
  newsroom,
  partner,
}) => {
  await page.goto(partner.page("/", widget(newsroom)));
  const header = async (path: string) =>
    Number((await fetch(newsroom.url + path)).headers.get("x-muster-version"));
  const shown = () =>
    page.locator("muster-counter").evaluate((it) => Number((it as HTMLElement).dataset.version));
  for (let round = 0; round < 5; round++) {
    await join(newsroom);
    const { version, count: members } = await newsroom.progress("25000");
    for (const path of [
      "/embed/25000.svg",
      "/embed/25000.png",
      "/embed/25000.txt",
      "/embed/25000",
      "/embed/25000.json",
    ])
      expect(await header(path), path).toBeGreaterThanOrEqual(version);
    const article = await sentNumber(newsroom.url + ARTICLE);
    expect(article.version).toBeGreaterThanOrEqual(version);
    expect(article.count).toBe(formatted(members));
    await expect.poll(shown).toBeGreaterThanOrEqual(version);
    await expect(count(page)).toHaveText(formatted(members));
  }
});

test("the gallery follows each choice, copies a line, and is for everyone", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: newsroom.url });
  await page.goto("/embed");
  await accessible(page);
  await shot(page, "embed-gallery");
  await page.getByText("Dark", { exact: true }).click();
  await page.getByLabel("Colour of the bar").fill("e5a50a");
  await page.getByLabel("Your site").fill("partner.example");
  const frame = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Any page" }) });
  await expect(frame.locator("code")).toContainText("/embed/current?theme=dark&amp;accent=e5a50a");
  await expect(page.locator("code", { hasText: "via=partner.example" }).first()).toBeVisible();
  await expect(page.frameLocator("section iframe").locator("b")).toBeVisible();
  await frame.getByRole("button", { name: "Copy" }).click();
  await expect(frame.getByRole("button")).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^<iframe src="http.+<\/iframe>$/,
  );
});

test("the gallery works without a script, in Ukrainian, on a phone", async ({ openScreen, shot }) => {
  const page = await openScreen({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto("/uk/embed");
  await page.getByText("Картка", { exact: true }).click();
  await page.getByRole("button", { name: "Показати", exact: true }).click();
  await expect(page).toHaveURL(/layout=card/);
  await expect(page.locator("code").first()).toContainText("/embed/current?layout=card&amp;lang=uk");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await shot(page, "embed-gallery-uk-phone");
});

/** The browser itself tells of what a test has blocked; anything else is still a complaint. */
function expectOnly(complaints: string[], expected: string): void {
  expect(complaints.filter((each) => !each.includes(expected))).toEqual([]);
  complaints.splice(0);
}
