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

/** Records a new source of so many people, who count from then on. */
export async function recordSource(page: Page, name: string, people: number): Promise<void> {
  await page.goto("/staff/sources/record");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Why").fill("Its own report");
  await page.getByLabel("Number of people").fill(String(people));
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.getByRole("button", { name: /^Record it and show/ }).click();
  await expect(page.getByRole("status")).toContainText("Recorded.");
}
