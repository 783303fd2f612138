import type { Page } from "@playwright/test";
import { ARTICLE, bannerCount, formatted } from "./support/reader";
import { expect, test } from "./support/test";

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto("/staff");
  await expect(page).toHaveURL(/\/staff\/login$/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/staff$/);
}

test("staff watch the number move and hold what readers see", async ({
  page,
  newsroom,
  openScreen,
  accessible,
  shot,
}) => {
  await signIn(page, newsroom.staff);
  const shown = page.locator("[data-count]").first();
  const before = (await newsroom.progress()).count;
  await expect(shown).toHaveText(formatted(before));
  await accessible(page);
  await shot(page, "staff-room");

  await newsroom.control("join", { count: 2 });
  await expect(shown).toHaveText(formatted(before + 2));
  const progress = await newsroom.progress();
  expect(Number(await shown.getAttribute("data-version"))).toBe(progress.version);

  const reader = await openScreen();
  await reader.goto(ARTICLE);
  await page.getByRole("button", { name: "Hold the number" }).click();
  await expect(page.getByRole("button", { name: /^Release and show/ })).toBeVisible();
  await newsroom.control("join", { count: 3 });
  await expect(page.getByRole("button", { name: `Release and show ${formatted(before + 5)}` })).toBeVisible();
  await expect(reader.getByText(/Paused while we check/)).toBeVisible();
  const held = await newsroom.progress();
  expect(held.held?.reason).toBe("Paused while we check");
  await expect(bannerCount(reader)).toHaveText(formatted(held.count));

  await page.getByRole("button", { name: /^Release and show/ }).click();
  await expect(bannerCount(reader)).toHaveText(formatted(before + 5));
});

test("a wrong password says so and opens nothing", async ({ page, newsroom }) => {
  await page.goto("/staff/login");
  await page.getByLabel("E-mail").fill(newsroom.staff.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.goto("/staff");
  await expect(page).toHaveURL(/\/staff\/login/);
});
