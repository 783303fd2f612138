import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import type { Newsroom } from "./support/newsroom";
import { signIn } from "./support/staff";
import { test } from "./support/test";

const SHOTS = resolve(import.meta.dirname, "screenshots");
const DAY = 86_400;
const PAGES = [
  "",
  "members",
  "ledger",
  "trust",
  "drives",
  "drives/new",
  "drives/25000",
  "drives/25000/preview",
  "products",
  "plans",
  "sources",
  "sources/record",
  "embeds",
  "banner",
  "notifications",
  "letters",
  "erasure",
  "audit",
  "people",
  "account",
];

/** A newsroom on its first day, in its third week, and with a large account. */
const STATES: Record<string, (newsroom: Newsroom) => Promise<void>> = {
  empty: async () => {},
  small: async (newsroom) => {
    for (let day = 0; day < 16; day++) await passDay(newsroom, 1 + ((day * 5) % 7));
    await newsroom.command("stripe:reconcile");
  },
  huge: async (newsroom) => {
    await newsroom.control("fill", { members: 24_000 });
    await newsroom.command("stripe:backfill");
    for (let day = 0; day < 30; day++) await passDay(newsroom, 40 + ((day * 37) % 90));
    await newsroom.command("stripe:reconcile");
  },
};

/** Lets people join on a day of their own: what Stripe tells of it has arrived before the next begins. */
async function passDay(newsroom: Newsroom, count: number): Promise<void> {
  await newsroom.control("join", { count });
  await newsroom.control("flush", { timeoutMs: 120_000 });
  await newsroom.control("advance", { seconds: DAY });
}

/** Words as long as the forms let them be, in both alphabets, one of them without a place to break. */
const LONG = {
  name: "Банківські перекази, які бухгалтерія редакції записує наприкінці кожного місяця",
  unbroken: "Mitgliedschaftsbeitragserhebungsverfahrensverzeichnisnummerierungsvorschrift",
  reason: "A report that says so, with a reason as long as reasons get. ".repeat(5).slice(0, 300),
};

/** Forty drives, two hundred sources, and people, partner sites, notes and channels beyond what a page expects. */
async function crowd(page: Page, newsroom: Newsroom): Promise<void> {
  const send = async (path: string, form: Record<string, string>) => {
    const answer = await page.request.post(`/staff/${path}`, {
      form,
      headers: { origin: newsroom.url },
      maxRedirects: 0,
    });
    return answer.headers().location ?? "";
  };
  for (let n = 0; n < 40; n++) {
    const month = (at: number) =>
      `${2030 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01T00:00`;
    await send("drives/create", {
      slug: `drive-${n}`,
      titleEn: n === 0 ? LONG.unbroken : `The drive of month ${n}`,
      titleUk: n === 0 ? LONG.name : "",
      messageEn: LONG.reason,
      goal: "2000000",
      stretchGoal: "2100000",
      startsAt: month(n),
      endsAt: month(n + 1),
      timezone: "Europe/Kyiv",
      counting: n % 2 ? "new" : "total",
      ...(n % 3 ? { published: "on" } : {}),
    });
  }
  for (let n = 0; n < 200; n++) {
    const draft = await send("sources/draft", {
      name: n === 0 ? LONG.name : n === 1 ? LONG.unbroken : `Shop ${n}`,
      asOf: "2026-01-31",
      people: n === 0 ? "1234567" : `${n}`,
      reason: LONG.reason,
      evidenceUrl: `https://reports.example/${"evidence".repeat(20)}/${n}`,
    });
    await send("sources/confirm", { id: draft.split("/").pop()?.split("?")[0] ?? "" });
  }
  const today = new Date(await newsroom.now()).toISOString().slice(0, 10);
  for (let n = 0; n < 30; n++) {
    const words = n === 0 ? LONG.name : `Newsletter ${n} sent`;
    await send("notes", { slug: "25000", day: today, words });
    await send("people/invite", { email: `${"somebody".repeat(5)}${n}@courier.example`, role: "viewer" });
    await newsroom.control("join", { metadata: { muster_embed: `${"partner".repeat(6)}-${n}.example` } });
  }
}

for (const [state, prepare] of Object.entries(STATES)) {
  test(`the staff room, ${state}`, async ({ startNewsroom, openScreen, complaints }) => {
    const newsroom = await startNewsroom();
    await prepare(newsroom);
    const page = await openScreen({ baseURL: newsroom.url });
    await signIn(page, newsroom);
    if (state === "huge") await crowd(page, newsroom);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1440, 390]) {
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
  page.screenshot({ path: resolve(SHOTS, `${name}.png`), fullPage, animations: "disabled" });
