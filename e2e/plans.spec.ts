import { pay } from "./support/reader";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

test("staff choose the plans, and a reader pays an amount of their own", async ({
  page,
  newsroom,
  openScreen,
  accessible,
  shot,
}) => {
  await signIn(page, newsroom);
  await page.goto("/staff/plans");
  await page.getByLabel("Place of €50 a year").selectOption("1");
  await page.getByLabel("Place of €5 a month").selectOption("2");
  await page.getByLabel("Minimum, EUR a month").fill("3");
  await page.getByLabel("Suggestions, EUR a month").fill("7 12");
  await page.getByRole("button", { name: "Offer these" }).press("Enter");
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await shot(page, "staff-plans-chosen");

  const phone = await openScreen({ viewport: { width: 390, height: 844 } });
  await phone.goto("/uk/join?currency=eur");
  await expect(phone.getByRole("radio").first()).toBeChecked();
  await expect(phone.getByRole("radio")).toHaveCount(6);
  await expect(phone.getByText("7 € на місяць")).toBeVisible();
  await accessible(phone);
  await phone.getByLabel("Ваша сума на місяць, EUR").fill("2");
  await expect(phone.getByRole("radio", { name: "Власна сума" })).toBeChecked();
  await shot(phone, "join-own-amount-phone");
  await phone.getByRole("button", { name: "Перейти до оплати" }).click();
  await expect(phone.getByRole("status")).toContainText("не меншу за найнижчу");
  await expect(phone.getByRole("radio", { name: "Власна сума" })).toBeChecked();
  await expect(phone.getByLabel("Ваша сума на місяць, EUR")).toHaveValue("2");

  await phone.getByLabel("Ваша сума на місяць, EUR").fill("4,20");
  await phone.getByRole("button", { name: "Перейти до оплати" }).click();
  await expect(phone.getByText("€4.20 a month")).toBeVisible();
  const plain = await openScreen({ javaScriptEnabled: false });
  await plain.goto("/join");
  await plain.getByText("€7 a month").click();
  await plain.getByRole("button", { name: "Continue to payment" }).click();
  await pay(plain, "own-amount@readers.example");
  await expect(plain.getByText("Paid. You can close this page.")).toBeVisible();
  await expect(plain.getByText(/With you, we are [\d,]+/)).toBeVisible();

  // As it was, for the specs that share this newsroom.
  for (const plan of ["€50 a year", "€5 a month"]) await page.getByLabel(`Place of ${plan}`).selectOption("");
  await page.getByLabel("Minimum, EUR a month").fill("");
  await page.getByRole("button", { name: "Offer these" }).press("Enter");
  await expect(page.getByText("Nobody has chosen yet")).toBeVisible();
});
