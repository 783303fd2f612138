import { openWordPress } from "./support/partner-wordpress";
import { formatted } from "./support/reader";
import { expect, test } from "./support/test";

test("a WordPress post shows the live number from the address on a line of its own", async ({
  page,
  newsroom,
  shot,
}) => {
  test.setTimeout(300_000);
  const wordpress = await openWordPress();
  try {
    const post = await wordpress.post(`Our neighbours count.\n\n${newsroom.url}/embed/25000\n\nSo can you.`);
    await page.goto(post);
    const frame = page.frameLocator("iframe[src*='/embed/25000']");
    const count = frame.locator("[data-slot=count]");
    const { count: before } = await newsroom.progress("25000");
    await expect(count).toHaveText(formatted(before));
    await newsroom.control("join", { count: 1 });
    await expect(count).toHaveText(formatted(before + 1));
    const cut = await frame.locator("html").evaluate((html) => html.scrollHeight - html.clientHeight);
    expect(cut).toBe(0);
    await shot(page, "wordpress");
  } finally {
    await wordpress.close();
  }
});
