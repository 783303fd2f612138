import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsOf } from "@/db/rows";
import { driveDays, hourlyStats } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { applyEvents } from "@/domain/membership/apply-events";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { holdDrive, releaseDrive } from "./hold-drive";
import { dayOf } from "./start-of-day";

const HOUR_MS = 3_600_000;

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  const taken = new Set<string>();

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    // A little past a full hour, so that what follows falls into one hour and one day.
    const now = newsroom.ctx.clock.now().getTime();
    await newsroom.advance(Math.ceil((HOUR_MS - (now % HOUR_MS)) / 1000) + 60);
  });
  afterAll(() => newsroom.close());

  async function applyNew(): Promise<void> {
    const { world } = newsroom.emulator;
    const fresh = [...world.store.of("event").walk("newer")].filter((event) => !taken.has(event.id));
    for (const event of fresh) taken.add(event.id);
    await applyEvents(
      newsroom.ctx,
      fresh.map((event) => parseStripeEvent(renderEvent(world, event), newsroom.ctx.settings.emailHashKey)),
    );
  }

  async function join(email: string): Promise<string> {
    const answer = (await newsroom.control("join", { email })) as { results: { subscription: string }[] };
    await applyNew();
    return answer.results[0]!.subscription;
  }

  async function cancel(subscription: string): Promise<void> {
    await newsroom.ctx.stripe.subscriptions.cancel(subscription);
    await applyNew();
  }

  const days = () => newsroom.ctx.db.select().from(driveDays).orderBy(driveDays.day);
  const today = () => dayOf(newsroom.ctx.clock.now(), "Europe/Kyiv");

  test("every hour's rollup equals its ledger rows, with people who came back told apart from new ones", async () => {
    const first = await join("one@readers.example");
    await join("two@readers.example");
    await cancel(first);
    await newsroom.advance(3_600);
    await join("one@readers.example");

    const rolled = await newsroom.ctx.db.select().from(hourlyStats).orderBy(hourlyStats.hour);
    const summed = rowsOf<{ gained: number; lost: number }>(
      await newsroom.ctx.db.execute(sql`
        select sum(delta) filter (where delta > 0)::int as gained,
          coalesce(-sum(delta) filter (where delta < 0), 0)::int as lost
        from ledger group by date_trunc('hour', at, 'Europe/Kyiv') order by min(at)`),
    );
    expect(rolled.map(({ gained, lost }) => ({ gained, lost }))).toEqual(summed);
    expect(rolled.map(({ gained, lost, firsts, switched }) => [gained, lost, firsts, switched])).toEqual([
      [2, 1, 2, 0],
      [1, 0, 0, 0],
    ]);
  });

  test("a day keeps the last figure shown on it, and the next day begins a row of its own", async () => {
    const yesterday = today();
    expect((await days()).at(-1)).toMatchObject({ day: yesterday, subscriptions: 2 });
    await newsroom.advance(86_400);
    await join("three@readers.example");
    expect((await days()).slice(-2)).toMatchObject([
      { day: yesterday, subscriptions: 2 },
      { day: today(), subscriptions: 3 },
    ]);
  });

  test("while a drive is held its days keep the figure that is shown", async () => {
    await holdDrive(newsroom.ctx, { slug: "25000", reason: "checking", by: "editor" });
    await join("four@readers.example");
    expect((await days()).at(-1)).toMatchObject({ subscriptions: 3 });
    await releaseDrive(newsroom.ctx, { slug: "25000", by: "editor" });
    expect((await days()).at(-1)).toMatchObject({ subscriptions: 4 });
  });
});
