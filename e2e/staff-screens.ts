import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import type { Newsroom } from "./support/newsroom";
import { signIn } from "./support/staff";
import { test } from "./support/test";

const SHOTS = resolve(import.meta.dirname, "screenshots");
/** What is far below is not drawn until it comes near: here all of it is. */
const WHOLE = "* { content-visibility: visible !important }";
const DAY = 86_400;
const PAGES = [
  "",
  "members",
  "ledger",
  "trust",
  "drives",
  "drives/25000/preview",
  "products",
  "sources",
  "embeds",
  "notifications",
  "audit",
  "people",
];

/** A newsroom on its first day, in its third week, and with a large account. */
const STATES: Record<string, (newsroom: Newsroom) => Promise<void>> = {
  empty: async () => {},
  small: async (newsroom) => {
    for (let day = 0; day < 16; day++) {
      await newsroom.control("join", { count: 1 + ((day * 5) % 7) });
      await newsroom.control("advance", { seconds: DAY });
    }
    await newsroom.command("stripe:reconcile");
  },
  huge: async (newsroom) => {
    await newsroom.control("fill", { members: 24_000 });
    await newsroom.command("stripe:backfill");
    for (let day = 0; day < 30; day++) {
      await newsroom.control("join", { count: 40 + ((day * 37) % 90) });
      await newsroom.control("advance", { seconds: DAY });
    }
    await newsroom.command("stripe:reconcile");
  },
};

async function addSources(page: Page): Promise<void> {
  for (const [name, people] of [
    ["Bank transfers recorded by the accountant of the newsroom at the end of every month", "1234567"],
    ["Patreon", "12"],
  ] as const) {
    await page.goto("/staff/sources/record");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Why").fill("A report that says so, with a reason that is as long as reasons get");
    await page.getByLabel("Number of people").fill(people);
    await page.getByRole("button", { name: "Show what it would do" }).click();
    await page.getByRole("button", { name: /^Record it/ }).click();
  }
}

for (const [state, prepare] of Object.entries(STATES)) {
  test(`the staff room, ${state}`, async ({ startNewsroom, openScreen, complaints }) => {
    const newsroom = await startNewsroom();
    await prepare(newsroom);
    const page = await openScreen({ baseURL: newsroom.url });
    await signIn(page, newsroom);
    if (state === "huge") await addSources(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        for (const name of PAGES) {
          await page.goto(`/staff/${name}`.replace(/\/$/, ""));
          await take(page, `room-${state}-${name.replaceAll("/", "-") || "first"}-${width}-${colorScheme}`);
        }
      }
      await page.setViewportSize({ width: 1920, height: 1080 });
      await page.goto("/staff?wall=1");
      await take(page, `room-${state}-wall-${colorScheme}`, false);
    }
    complaints.length = 0;
  });
}

const take = (page: Page, name: string, fullPage = true) =>
  page.screenshot({ path: resolve(SHOTS, `${name}.png`), fullPage, animations: "disabled", style: WHOLE });
