import { ARTICLE, bannerCount, formatted, goToPayment, pay, sentNumber } from "./support/reader";
import { expect, test } from "./support/test";

test("a reader joins in two clicks and the number moves on every open screen", async ({
  page,
  newsroom,
  openScreen,
  accessible,
  shot,
}) => {
  const before = (await newsroom.progress()).count;
  const other = await openScreen();
  await other.goto(ARTICLE);
  await expect(bannerCount(other)).toHaveText(formatted(before));
  await accessible(other);

  await goToPayment(page, ARTICLE);
  await pay(page, "first@readers.example");
  await expect(page.getByText(`With you, we are ${formatted(before + 1)}`)).toBeVisible();
  await expect(page.getByText("Paid. You can close this page.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Become a member" })).toHaveCount(0);
  const card = page.getByRole("img", { name: "The drive as a picture" });
  await expect.poll(() => card.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(400);
  await expect(page.getByRole("link", { name: "Telegram" })).toHaveAttribute("href", /^https:\/\/t\.me\//);
  await accessible(page);
  await shot(page, "welcome");

  await expect(bannerCount(other)).toHaveText(formatted(before + 1), { timeout: 2_000 });
  const progress = await newsroom.progress("25000");
  expect(progress.count).toBe(before + 1);
  expect(await sentNumber(newsroom.url + ARTICLE)).toEqual({
    count: formatted(before + 1),
    version: progress.version,
  });
  expect(Number(await other.locator("muster-live").getAttribute("data-version"))).toBe(progress.version);
});

test("without JavaScript the page shows the true number and joining works", async ({
  newsroom,
  openScreen,
}) => {
  const page = await openScreen({ javaScriptEnabled: false });
  const before = (await newsroom.progress()).count;
  await page.goto(ARTICLE);
  await expect(bannerCount(page)).toHaveText(formatted(before));
  await goToPayment(page, ARTICLE);
  await pay(page, "plain@readers.example");
  await expect(page.getByText(`With you, we are ${formatted(before + 1)}`)).toBeVisible();
  await page.goto(ARTICLE);
  await expect(bannerCount(page)).toHaveText(formatted(before + 1));
});

test("a declined card and a reader who goes back change nothing", async ({ page, newsroom }) => {
  const before = await newsroom.progress();
  await goToPayment(page, ARTICLE);
  await pay(page, "declined@readers.example", "4000 0000 0000 0002");
  await expect(page.getByRole("alert")).toContainText("declined");
  await page.getByRole("link", { name: "Go back" }).click();
  await expect(page.getByText("You came back without paying. Nothing was charged.")).toBeVisible();
  expect((await newsroom.progress()).count).toBe(before.count);
});

test("the welcome is right even when no webhook arrives", async ({ page, newsroom }) => {
  const before = (await newsroom.progress()).count;
  await newsroom.control("delivery", { drop: 1 });
  try {
    await goToPayment(page, "/");
    await pay(page, "silent@readers.example");
    await expect(page.getByText(`With you, we are ${formatted(before + 1)}`)).toBeVisible();
    expect((await newsroom.progress()).count).toBe(before + 1);
  } finally {
    await newsroom.control("delivery", { reset: true });
  }
});

test("a member who cancels in the portal counts until the paid month is over", async ({ page, newsroom }) => {
  await goToPayment(page, ARTICLE);
  await pay(page, "leaver@readers.example");
  await expect(page.getByText("Paid. You can close this page.")).toBeVisible();
  const joined = (await newsroom.progress()).count;

  await page.getByRole("link", { name: "Manage your membership" }).click();
  await page.getByRole("button", { name: "Open my membership" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText(/^Ends on /)).toBeVisible();
  await newsroom.control("flush");
  expect((await newsroom.progress()).count).toBe(joined);

  // Everyone else renews; only the one who cancelled leaves.
  await newsroom.control("advance", { seconds: 32 * 86_400 });
  await newsroom.control("flush");
  await expect.poll(async () => (await newsroom.progress()).count, { timeout: 20_000 }).toBe(joined - 1);
});

test("every way out of paying leads back with clear words", async ({ page, newsroom, accessible }) => {
  await page.goto("/welcome?session_id=cs_test_nobody");
  await expect(page.getByText("We do not know this payment.")).toBeVisible();
  await page.goto("/join");
  await accessible(page);
  await page.goto("/account?back=1");
  await expect(page.getByRole("status")).toContainText("What you changed there holds already");
  await expect(page.getByText("A payment failed")).toBeVisible();
  await accessible(page);
  await newsroom.control("outage", { mode: "unreachable" });
  try {
    await page.goto("/join");
    await page.getByRole("button", { name: "Continue to payment" }).click();
    await expect(page.getByRole("status")).toContainText("Nothing was charged");
  } finally {
    await newsroom.control("outage", { off: true });
  }
});

test("a reader in Ukrainian goes on in Ukrainian, from an article and from a partner's page", async ({
  newsroom,
  openScreen,
}) => {
  const page = await openScreen({ viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.goto("/uk/articles/nulovyi-marshrut");
  const join = page.getByRole("link", { name: "Стати учасником" }).first();
  // Also once the page's stream has told of a change.
  const { count } = await newsroom.progress();
  await newsroom.control("join");
  await expect(bannerCount(page)).toHaveText((count + 1).toLocaleString("uk"));
  await join.click();
  await expect(page.getByRole("button", { name: "Перейти до оплати" })).toBeVisible();
  await page.goto("/embed/25000?lang=uk");
  await expect(page.locator("a[href*='via=']")).toHaveAttribute("href", /\/uk\/join\?via=/);
  await page.goto("/embed/25000");
  await expect(page.locator("a[href*='via=']")).toHaveAttribute("href", /[^k]\/join\?via=/);
});
