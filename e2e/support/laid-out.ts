import type { Page } from "@playwright/test";

/** Resolves when all of a page can be measured and pressed: reader pages are laid out in stretches after they load. */
export async function laidOut(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      ![...document.querySelectorAll("body *")].some(
        (element) => getComputedStyle(element).contentVisibility === "auto",
      ),
  );
}
