import { formatted, pay } from "./support/reader";
import { expect, test } from "./support/test";

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
