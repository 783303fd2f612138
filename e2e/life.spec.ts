import { rm } from "node:fs/promises";
import { startPostgres } from "../db/testing/postgres-server";
import { ARTICLE, bannerCount } from "./support/reader";
import { expect, test } from "./support/test";

test("the number outlives Ctrl-C, a kill, and is refused to a second demo; open pages take a new one", async ({
  openScreen,
  startNewsroom,
  complaints,
}) => {
  test.setTimeout(120_000);
  const first = await startNewsroom();
  await first.control("join", { count: 3 });
  await first.control("flush");
  expect((await first.progress("25000")).count).toBe(3);

  const second = startNewsroom({ dataDir: first.dataDir });
  await expect(second).rejects.toThrow(
    /is in use by the Muster \(demo\) at http:\/\/localhost:\d+, process \d+/,
  );

  await first.stop("SIGINT");
  expect(first.process.exitCode).toBe(0);
  const again = await startNewsroom({ dataDir: first.dataDir });
  expect((await again.progress("25000")).count).toBe(3);
  await again.control("join", { count: 1 });
  await again.control("flush");
  await again.stop("SIGKILL");

  const third = await startNewsroom({ dataDir: first.dataDir });
  expect((await third.progress("25000")).count).toBe(4);
  const verified = await third.command("verify");
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.output).toContain("Verified: 4 members");

  const page = await openScreen();
  await page.goto(third.url + ARTICLE);
  await expect(bannerCount(page)).toHaveText("4");
  const port = Number(new URL(third.url).port);
  await third.stop();
  await rm(first.dataDir, { recursive: true, force: true });
  await startNewsroom({ dataDir: first.dataDir, port });
  await expect(bannerCount(page)).toHaveText("0", { timeout: 20_000 });
  // While nothing listened the browser itself said so, once a try.
  const others = complaints.filter((each) => !each.includes("net::ERR_CONNECTION_REFUSED"));
  complaints.splice(0, complaints.length, ...others);
});

test("the same demo runs on PostgreSQL, where simulated readers all arrive and settling drains", async ({
  page,
  startNewsroom,
}) => {
  test.setTimeout(120_000);
  const server = await startPostgres();
  if (!server) throw new Error("no PostgreSQL: npm test installs it");
  const newsroom = await startNewsroom({ env: { DATABASE_URL: server.url } });
  try {
    await newsroom.control("join", { count: 2 });
    await page.goto(newsroom.url + ARTICLE);
    await expect(bannerCount(page)).toHaveText("2");
    const simulated = await newsroom.command("simulate", "--members", "120", "--rate", "40");
    expect(simulated.code).toBe(0);
    await expect(bannerCount(page)).toHaveText("122");
    expect(await newsroom.command("verify")).toMatchObject({ code: 0 });
  } finally {
    await page.close();
    await newsroom.stop();
    await server.stop();
  }
});

test("a change between a page's making and its stream's opening is not missed", async ({
  page,
  newsroom,
}) => {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  // The snapshot never comes: the stream alone must tell.
  await page.route("**/api/drives/current**", async (route) => {
    if (!route.request().url().includes("/live")) return;
    await released;
    await route.continue();
  });
  const count = async () => (await newsroom.progress()).count.toLocaleString("en");
  const before = await count();
  await page.goto(ARTICLE);
  await newsroom.control("join", { count: 1 });
  await newsroom.control("flush");
  expect(await count()).not.toBe(before);
  await expect(bannerCount(page)).toHaveText(before);
  release();
  await expect(bannerCount(page)).toHaveText(await count());
});
