import { expect, type Page } from "@playwright/test";
import type { Newsroom } from "./newsroom";

/** Signs in as the demo's administrator. */
export async function signIn(page: Page, { staff }: Newsroom): Promise<void> {
  await page.goto("/staff/login");
  await page.getByLabel("E-mail").fill(staff.email);
  await page.getByLabel("Password").fill(staff.password);
  await page.getByRole("button", { name: "Sign in" }).press("Enter");
  await expect(page).toHaveURL(/\/staff$/);
}
