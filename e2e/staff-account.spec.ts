import { enter, typeInto } from "./support/keyboard";
import { oneTimeCode } from "./support/one-time-code";
import { expect, test } from "./support/test";

// Without a mouse, on a phone, under an address that is longer than its screen.
test.use({ viewport: { width: 360, height: 740 } });

test("a password is changed and a second factor set up and used, by keyboard alone", async ({
  page,
  newsroom,
  complaints,
}) => {
  const email = `account-${"long".repeat(9)}-${Date.now()}@courier.example`;
  const { output } = await newsroom.command("staff", "add", email, "--role", "viewer");
  expect(output).toContain("with the password");
  const given = /with the password (\S+)/.exec(output)?.[1] ?? "";
  const own = "чотири слова і кома";
  const signIn = async (password: string) => {
    await page.goto("/staff/login");
    await typeInto(page, page.getByLabel("E-mail"), email);
    await typeInto(page, page.getByLabel("Password"), password);
    await enter(page, page.getByRole("button", { name: "Sign in" }));
  };
  await signIn(given);
  await expect(page).toHaveURL(/\/staff$/);

  await enter(page, page.getByRole("link", { name: email }));
  const change = async (password: string) => {
    await typeInto(page, page.getByLabel("Password now"), password);
    await typeInto(page, page.getByLabel("New password"), own);
    await enter(page, page.getByRole("button", { name: "Change the password" }));
  };
  await change("not my password");
  await expect(page.getByRole("status").first()).toHaveText("That is not your password.");
  await change(given);
  await expect(page.getByRole("status").first()).toContainText("The password is changed");
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);

  await typeInto(page, page.getByLabel("Your password"), own);
  await enter(page, page.getByRole("button", { name: "Set up the second factor" }));
  const secret = (await page.locator("code").textContent()) ?? "";
  const [backup = ""] = await page
    .getByRole("listitem")
    .filter({ hasText: /^\w{5}-\w{5}$/ })
    .allTextContents();
  const answer = async (code: string) => {
    await typeInto(page, page.getByLabel("Code"), code);
    await enter(page, page.getByRole("button", { name: /Turn it on|Enter/ }));
  };
  // A mistyped code costs nothing: the secret that was scanned still stands.
  await answer("000000");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("That code is not right.");
  await expect(page.locator("code")).toHaveText(secret);
  const used = oneTimeCode(secret);
  await answer(used);
  await expect(page.getByRole("status").first()).toContainText("The second factor is set.");

  await enter(page, page.getByRole("button", { name: "Sign out" }));
  await expect(page).toHaveURL(/\/staff\/login/);
  await signIn(own);
  await expect(page).toHaveURL(/\/staff\/login\/code/);
  // Who read it over a shoulder is not let in, and who typed it too soon is not left where no code can help.
  await answer(used);
  await expect(page.getByText("That code was used already.")).toBeVisible();
  await expect(page).toHaveURL(/\/staff\/login\?/);
  await signIn(own);
  await expect(page).toHaveURL(/\/staff\/login\/code/);
  await answer(backup);
  await expect(page).toHaveURL(/\/staff$/);
  // The refused code was answered 422, which the browser tells its console.
  expect(complaints.filter((each) => !each.includes("422"))).toEqual([]);
  complaints.length = 0;
});
