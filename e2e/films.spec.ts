import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./support/test";

const STORY = `---
title: A story with a film
date: 2026-11-20
---

Look:

https://www.youtube.com/watch?v=aBcD_123-xY
`;

test("a film on a video host is asked for by a press, and by nothing else", async ({
  browser,
  startNewsroom,
}) => {
  const newsroom = await startNewsroom({});
  const folder = await mkdtemp(join(tmpdir(), "muster-films-"));
  try {
    await writeFile(join(folder, "film.md"), STORY);
    const { code, output } = await newsroom.command("articles", "import", "markdown", folder);
    expect(code, output).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const asked: string[] = [];
  const context = await browser.newContext({ baseURL: newsroom.url });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") asked.push(`error: ${message.text()}`);
  });
  await page.route(
    ({ hostname }) => hostname !== "localhost",
    (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: "text/html", body: "<p>The player</p>" });
    },
  );
  await page.goto("/articles/film");
  const film = page.getByRole("link", { name: "Play: Film" });
  await film.scrollIntoViewIfNeeded();
  await film.hover();
  const { width, height } = (await page.locator("muster-video").boundingBox()) ?? { width: 0, height: 1 };
  expect(width / height).toBeCloseTo(16 / 9, 1);
  expect(asked).toEqual([]);
  await film.press("Enter");
  await expect(page.frameLocator("muster-video iframe").getByText("The player")).toBeVisible();
  expect(asked).toEqual(["https://www.youtube-nocookie.com/embed/aBcD_123-xY?autoplay=1"]);
  const player = await page.locator("muster-video iframe").boundingBox();
  expect(player?.height).toBeCloseTo(height, 0);

  const quiet = await browser.newContext({ baseURL: newsroom.url, javaScriptEnabled: false });
  const plain = await quiet.newPage();
  await plain.goto("/articles/film");
  await expect(plain.getByRole("link", { name: "Play: Film" })).toHaveAttribute(
    "href",
    "https://www.youtube.com/watch?v=aBcD_123-xY",
  );
  await context.close();
  await quiet.close();
});
