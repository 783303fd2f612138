import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { members } from "@/db/schema";
import { readDashboard } from "@/domain/drive/read-dashboard";
import { backfill } from "@/domain/repair/backfill";
import { member } from "@/domain/staff/testing/staff-verbs";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { PREVIOUS_PERIOD } from "./previous-period";
import { type LedgerFilter, readLedger } from "./read-ledger";
import { readMembership } from "./read-membership";
import { readDepartures } from "./read-movement";
import { readOutlook } from "./read-outlook";

const KYIV = "Europe/Kyiv";
const viewer = member("viewer");

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  const shape = { leaving: 0.15, pastDue: 0.1, two: 0, sameEmail: 0 };
  await newsroom.control("fill", { members: 120, shape });
  await backfill(newsroom.ctx, { preview: false, print: () => {} });
});
afterAll(() => newsroom.close());

const rowsOf = async (filter: LedgerFilter) => {
  const { rows, sum } = await readLedger(newsroom.ctx, viewer, filter);
  expect(sum, "each row is one person who counts").toBe(rows);
  return rows;
};

describe("figures of who counts now lead to as many rows of the ledger", () => {
  test("leaving, by day and in all, and payment failing", async () => {
    const { leaving, failing } = await readDepartures(newsroom.ctx, viewer, KYIV);
    expect(leaving.length).toBeGreaterThan(1);
    for (const { day, people } of leaving) expect(await rowsOf({ now: "leaving", day })).toBe(people);
    expect(await rowsOf({ now: "leaving" })).toBe((await readDashboard(newsroom.ctx)).leaving);
    expect(failing).toBeGreaterThan(0);
    expect(await rowsOf({ now: "failing" })).toBe(failing);
  });

  test("plans and money", async () => {
    const { plans, monthly } = await readMembership(newsroom.ctx, viewer);
    for (const { name, people } of plans) expect(await rowsOf({ plan: name })).toBe(people);
    for (const { currency, people } of monthly) expect(await rowsOf({ currency })).toBe(people);
    expect(plans.length + monthly.length).toBeGreaterThan(2);
  });

  test("countries, but none with so few people that it is not shown, and none narrowed", async () => {
    const all = await newsroom.ctx.db.select().from(members).where(eq(members.counted, true));
    for (const [at, { id }] of all.entries()) {
      const country = at < 3 ? "LU" : at < 15 ? "PL" : "UA";
      await newsroom.ctx.db.update(members).set({ country }).where(eq(members.id, id));
    }
    const { countries } = await readMembership(newsroom.ctx, viewer);
    expect(countries.map(({ country }) => country)).toEqual(["UA"]);
    for (const { country, people } of countries) expect(await rowsOf({ country })).toBe(people);
    expect(await rowsOf({ country: "LU" })).toBe(0);
    expect(await rowsOf({ country: "PL" })).toBe(0);
    const narrowed = { country: "UA", from: newsroom.ctx.clock.now().toISOString(), part: "left" } as const;
    expect(await rowsOf(narrowed)).toBe(countries[0]?.people);
  });
});

test("the time before the drive is compared day for day, back from the total now", async () => {
  await newsroom.control("join", { count: 3 });
  await backfill(newsroom.ctx, { preview: false, print: () => {} });
  const outlook = await readOutlook(newsroom.ctx, viewer, { slug: "25000", compareWith: PREVIOUS_PERIOD });
  const days = 2;
  expect(outlook?.earlier[0]?.slug).toBe(PREVIOUS_PERIOD);
  expect(outlook?.compared).toMatchObject({ slug: PREVIOUS_PERIOD, title: "The 2 days before" });
  expect(outlook?.compared?.counts).toEqual(Array(days).fill(0));
  expect(outlook?.previousDays).toHaveLength(days);
  const none = await readOutlook(newsroom.ctx, viewer, { slug: "25000", compareWith: "no-such-drive" });
  expect(none).toMatchObject({ compared: null, previousDays: [] });
});
