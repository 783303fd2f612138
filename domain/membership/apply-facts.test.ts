import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stripeEvents, unsettled } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { applyEvents } from "./apply-events";
import { catchUp } from "./catch-up";
import { parseStripeEvent } from "./parse-stripe-event";
import { settleDue } from "./settle";

const HOLDER = "00000000-0000-7000-8000-000000000001";

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  const taken = new Set<string>();

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
  });
  afterAll(() => newsroom.close());

  /** Everything that happened since the last call, oldest first, as Stripe would send it. */
  function newEvents() {
    const { world } = newsroom.emulator;
    // By id and not by position: Stripe forgets events after 30 days.
    const fresh = [...world.store.of("event").walk("newer")].filter((event) => !taken.has(event.id));
    for (const event of fresh) taken.add(event.id);
    return fresh.map((event) =>
      parseStripeEvent(renderEvent(world, event), newsroom.ctx.settings.emailHashKey),
    );
  }

  async function join(email: string): Promise<{ subscription: string }> {
    const { results } = (await newsroom.control("join", { email })) as {
      results: { subscription: string }[];
    };
    return results[0]!;
  }

  /** Asks Stripe until nothing is in doubt. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await newsroom.advance(2);
      if ((await settleDue(newsroom.ctx, HOLDER)).waiting === 0) return;
    }
    expect((await newsroom.ctx.db.select().from(unsettled)).map((row) => row.lastError)).toEqual([]);
  }

  const shown = () => newsroom.ctx.feed.read("current")?.progress;

  test("a drive starts at a true 0", () => {
    expect(shown()).toMatchObject({ count: 0, goal: 25_000, state: "running", percent: 0 });
  });

  test("someone who pays makes it 1, whatever order the events come in", async () => {
    await newsroom.control("join", { email: "first@readers.example" });
    await applyEvents(newsroom.ctx, newEvents().reverse());
    expect(shown()).toMatchObject({ count: 1, breakdown: { subscriptions: 1 } });
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("the same events again change nothing", async () => {
    const version = shown()?.version;
    taken.clear();
    const outcomes = await applyEvents(newsroom.ctx, newEvents());
    expect(new Set(outcomes)).toEqual(new Set(["duplicate"]));
    expect(shown()?.version).toBe(version);
  });

  test("a second subscription of the same person does not count twice", async () => {
    await newsroom.control("join", { email: "FIRST@readers.example ", lookupKey: "yearly" });
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(1);
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("a shop subscription does not count", async () => {
    await newsroom.control("join", { email: "shopper@readers.example", lookupKey: "print_monthly" });
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(1);
  });

  test("a membership set to end counts until then, and not after, with or without Stripe's word", async () => {
    const joined = await join("leaver@readers.example");
    await newsroom.ctx.stripe.subscriptions.update(joined.subscription, { cancel_at_period_end: true });
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(2);
    await newsroom.advance(32 * 86_400);
    await advanceDrives(newsroom.ctx);
    expect(shown()?.count).toBe(1);
    await settle();
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(1);
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("a full refund stops counting until the next payment", async () => {
    const joined = await join("refunded@readers.example");
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(2);
    await newsroom.control(`subscriptions/${joined.subscription}/refund`);
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(1);
    await newsroom.advance(32 * 86_400);
    await applyEvents(newsroom.ctx, newEvents());
    expect(shown()?.count).toBe(2);
  });

  test("what is in doubt is settled by asking Stripe, and stays right", async () => {
    await settle();
    expect(shown()?.count).toBe(2);
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("events fetched after an outage are read as if they had been delivered", async () => {
    await newsroom.advance(60);
    await join("missed@readers.example");
    const delivered = newEvents();
    await catchUp(newsroom.ctx);
    expect(shown()?.count).toBe(3);
    const stored = await newsroom.ctx.db.select().from(stripeEvents);
    for (const event of delivered) {
      expect(stored.find((row) => row.id === event.id)).toMatchObject({
        payload: event.payload,
        error: null,
      });
    }
  });
});
