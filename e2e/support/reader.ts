import { expect, type Page } from "@playwright/test";

export const ARTICLE = "/articles/the-bridge-that-floats";

/** The big number of the drive banner, as text. */
export const bannerCount = (page: Page) => page.locator("muster-live [data-slot=count]");

/** Walks from a page with the banner to the hosted payment page, in the first two clicks. */
export async function goToPayment(page: Page, from: string): Promise<void> {
  await page.goto(from);
  await page.getByRole("link", { name: "Become a member" }).click();
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByText("EMULATOR, NO REAL PAYMENTS")).toBeVisible();
}

/** Fills the hosted page's form and presses its button. */
export async function pay(page: Page, email: string, card = "4242 4242 4242 4242"): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Name on card").fill("Reader");
  await page.getByLabel("Card number").fill(card);
  await page.getByRole("button", { name: "Pay" }).click();
}

/** The number in the page's HTML as it is sent, before any script, with its version. */
export async function sentNumber(url: string): Promise<{ count: string; version: number }> {
  const html = await (await fetch(url)).text();
  return {
    count: /data-slot="count"[^>]*>([^<]*)</.exec(html)?.[1] ?? "",
    version: Number(/data-version="(\d+)"/.exec(html)?.[1]),
  };
}

export const formatted = (n: number) => n.toLocaleString("en");
