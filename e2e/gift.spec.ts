import { formatted, pay } from "./support/reader";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

/** The payment behind the newest Checkout. */
async function newestIntent(emulatorUrl: string): Promise<string> {
  const res = await fetch(`${emulatorUrl}/v1/checkout/sessions?limit=1`, {
    headers: { authorization: "Bearer sk_test_demo" },
  });
  const { data } = (await res.json()) as { data: { payment_intent: string }[] };
  return data[0]?.payment_intent ?? "";
}

test("a gift by e-mail moves the number, lands with its recipient once, and is accepted once", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  const before = (await newsroom.progress()).count;
  await page.goto("/gift");
  await accessible(page);
  await page.getByLabel("Their e-mail address").fill("olha@readers.example");
  await page.getByLabel("Their name").fill("Olha");
  await page.getByLabel("Your name").fill("Petro");
  await page.getByLabel("A message on the card").fill("So that we read the same paper.");
  await shot(page, "gift");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await pay(page, "petro@readers.example");
  await expect(page.getByText("Your gift is paid for.")).toBeVisible();
  await accessible(page);
  await shot(page, "gift-card");
  expect((await newsroom.progress()).count).toBe(before + 1);
  const code = (await page.locator("dd").first().textContent()) ?? "";

  await expect
    .poll(async () => (await fetch(`${newsroom.url}/_outbox`)).text())
    .toContain("olha@readers.example");
  const outbox = await (await fetch(`${newsroom.url}/_outbox`)).text();
  expect(outbox.match(/olha@readers\.example/g)).toHaveLength(1);

  await page.goto(`/redeem?code=${code}`);
  await accessible(page);
  await page.getByLabel("Your e-mail address").fill("olha@readers.example");
  await shot(page, "redeem");
  await page.getByRole("button", { name: "Accept the gift" }).click();
  await expect(page.getByRole("status")).toContainText("The gift is yours");
  await page.goto(`/redeem?code=${code}`);
  await page.getByLabel("Your e-mail address").fill("someone@readers.example");
  await page.getByRole("button", { name: "Accept the gift" }).click();
  await expect(page.getByRole("status")).toHaveText("This code was used already.");
  expect((await newsroom.progress()).count).toBe(before + 1);
});

test("a gift counts from its first day, a refund takes it back, and staff see both with their letters", async ({
  page,
  newsroom,
  openScreen,
  accessible,
  shot,
}) => {
  const staff = await openScreen({ viewport: { width: 360, height: 740 } });
  const before = (await newsroom.progress()).count;
  const { now } = (await (await fetch(`${newsroom.emulatorUrl}/_emulator/clock`)).json()) as { now: string };
  const day = new Date(Date.parse(now) + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.goto("/gift");
  await page.getByLabel("Their e-mail address").fill("later@readers.example");
  await page.getByLabel("First day").fill(day);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await pay(page, "early@readers.example");
  await expect(page.getByText("Your gift is paid for.")).toBeVisible();
  const first = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(day),
  );
  await expect(page.getByText(`by e-mail on its first day, ${first}`)).toBeVisible();
  await expect(page.getByText(`From ${first} to`)).toBeVisible();
  expect((await newsroom.progress()).count).toBe(before);
  const intent = await newestIntent(newsroom.emulatorUrl);

  await signIn(staff, newsroom);
  await staff.goto("/staff/letters");
  const card = staff.getByRole("listitem").filter({ hasText: "Gift card, to its recipient" }).first();
  await expect(card).toContainText("waits until");
  await expect(staff.getByText("@readers.example")).toHaveCount(0);
  await newsroom.control("advance", { seconds: 4 * 86_400 });
  await expect.poll(async () => (await newsroom.progress()).count).toBe(before + 1);
  const outbox = async () => (await fetch(`${newsroom.url}/_outbox`)).text();
  await expect.poll(outbox).toContain("later@readers.example");

  await staff.reload();
  await expect(card).toContainText("sent");
  await accessible(staff);
  await card.getByText("Send it again").click();
  await card.getByLabel("The recipient’s address").fill("later@readers.example");
  await card.getByLabel(/^It may have arrived already/).check();
  await shot(staff, "staff-letters-phone");
  // Pressed twice, one goes.
  await card.getByRole("button", { name: "Send the card again" }).dblclick();
  await expect(staff.getByRole("status")).toBeVisible();
  await expect.poll(async () => (await outbox()).match(/later@readers\.example/g)).toHaveLength(2);

  await newsroom.control(`payment_intents/${intent}/refund`);
  await expect.poll(async () => (await newsroom.progress()).count).toBe(before);
  await staff.goto("/staff/ledger?part=gifts");
  const rows = staff.getByRole("row");
  await expect(rows.nth(1)).toContainText("−1");
  await expect(rows.nth(1)).toContainText(/event, .*refund/);
  await expect(rows.nth(2)).toContainText("+1");
  await expect(rows.nth(2)).toContainText("start");
  expect((await outbox()).match(/later@readers\.example/g)).toHaveLength(2);
  await staff.goto("/staff/letters");
  await expect(card).toContainText("paid back");
  await expect(card.getByText("Send it again")).toHaveCount(0);
});

test("what was written on a card is there again after a refusal and after going back, and only the card is printed", async ({
  page,
  openScreen,
}) => {
  const words = `First line\nSecond line ${"x".repeat(120)}`;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/gift");
  await page.getByLabel("A message on the card").fill(words);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  // The address is missing: the browser says so, and nothing is sent.
  await expect(page.locator("input:invalid")).toHaveAttribute("name", "recipient");
  await page.goto("/gift?problem=invalid_input");
  await expect(page.getByLabel("A message on the card")).toHaveValue("");
  await page.getByLabel("A message on the card").fill(words);
  await page.getByLabel("Their e-mail address").fill("kept@readers.example");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByText("EMULATOR, NO REAL PAYMENTS")).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("A message on the card")).toHaveValue(words);
  await expect(page.getByLabel("Their e-mail address")).toHaveValue("kept@readers.example");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await pay(page, "writer@readers.example");
  await expect(page.getByText("We are sending the card to them")).toBeVisible();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("A membership of The Dnipro Courier")).toBeVisible();
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  // A second gift begins with an empty card.
  await page.emulateMedia({ media: "screen" });
  await page.goto("/gift");
  await expect(page.getByLabel("A message on the card")).toHaveValue("");
  const other = await openScreen({ javaScriptEnabled: false });
  await other.goto("/gift");
  await other.getByLabel("I print the card").check();
  await other.getByRole("button", { name: "Continue to payment" }).click();
  await expect(other.getByText("EMULATOR, NO REAL PAYMENTS")).toBeVisible();
});

test("an administrator erases a reader, and the log does not say whom", async ({
  newsroom,
  openScreen,
  accessible,
  shot,
}) => {
  const { results } = (await newsroom.control("join", { email: "forgetme@readers.example" })) as {
    results: { customer: string }[];
  };
  const staff = await openScreen({ viewport: { width: 360, height: 740 } });
  await signIn(staff, newsroom);
  await staff.goto("/staff/erasure");
  const erase = async () => {
    await staff.getByLabel("E-mail address, or Stripe customer").fill("forgetme@readers.example");
    await staff.getByRole("button", { name: "Erase for good" }).press("Enter");
  };
  await erase();
  await expect(staff.getByRole("status")).toContainText("Stripe still has this person");
  const { count } = await newsroom.progress();
  await staff.getByLabel(/^Delete them in Stripe too/).check();
  await erase();
  await expect(staff.getByRole("status")).toContainText("Erased.");
  expect((await newsroom.progress()).count).toBe(count - 1);
  await expect(staff.getByText(results[0]?.customer ?? "")).toBeVisible();
  await accessible(staff);
  await shot(staff, "staff-erasure-phone");
  await erase();
  await expect(staff.getByRole("status")).toContainText("Nobody here is known by that.");
  await staff.goto("/staff/audit");
  await expect(staff.getByText("person erased").first()).toBeVisible();
  expect(await staff.content()).not.toContain("forgetme");
});

test("the card is for the buyer's browser alone, and a welcome passed on shows no code", async ({
  page,
  openScreen,
}) => {
  await page.goto("/uk/gift");
  await page.getByLabel("Я надрукую листівку").check();
  await page.getByRole("button", { name: "Перейти до оплати" }).click();
  await pay(page, "buyer@readers.example");
  const code = (await page.locator("dd").first().textContent()) ?? "";
  expect(code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);
  const other = await openScreen();
  await other.goto(page.url());
  await expect(other.getByText("Ваш подарунок оплачено.")).toBeVisible();
  expect(await other.content()).not.toContain(code);
});

test("without JavaScript a pass is bought beside the plans, in another currency, on a phone", async ({
  newsroom,
  openScreen,
  shot,
}) => {
  const page = await openScreen({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const before = (await newsroom.progress()).count;
  await page.goto("/join");
  await page.getByRole("link", { name: "UAH" }).click();
  await expect(page.getByText("₴220 a month")).toBeVisible();
  await shot(page, "join-phone-uah");
  await page.getByRole("link", { name: "EUR" }).click();
  await page.getByLabel("One year").check();
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await pay(page, "passenger@readers.example");
  await expect(page.getByText(`With you, we are ${formatted(before + 1)}`)).toBeVisible();
});
