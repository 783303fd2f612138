import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unsettled } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { applyEvents } from "./apply-events";
import { settleDue } from "./settle";
import { DAY, HOLDER, openTelling, type Telling } from "./testing/telling";

describe.each(ENGINES)("on %s", (engine) => {
  let news: Telling;

  beforeAll(async () => {
    news = await openTelling(engine);
  });
  afterAll(() => news.newsroom.close());

  describe.each(["in order", "backwards"] as const)("incomplete and active in one second, %s", (order) => {
    test("ends active", async () => {
      const before = news.shown()?.count ?? 0;
      const subscription = await news.join(`second.${order.length}@readers.example`);
      news.swallow();
      const at = news.now();
      const both = [
        news.event("customer.subscription.created", { ...subscription, status: "incomplete" }, at),
        news.event("customer.subscription.updated", subscription, at, { status: "incomplete" }),
      ];
      for (const one of order === "in order" ? both : both.reverse()) await applyEvents(news.ctx, [one]);
      await news.settle();
      expect(await news.held(subscription.id)).toMatchObject({ status: "active", counts: true });
      expect(news.shown()?.count).toBe(before + 1);
      await news.agrees();
    });
  });

  test("a created that comes after the deletion brings nobody back", async () => {
    const before = news.shown()?.count ?? 0;
    const subscription = await news.join("gone@readers.example");
    await news.newsroom.advance(DAY);
    await news.ctx.stripe.subscriptions.cancel(subscription.id);
    news.swallow();
    const at = news.now();
    await applyEvents(news.ctx, [
      news.event("customer.subscription.deleted", news.stored(subscription.id), at),
    ]);
    const late = [
      news.event("customer.subscription.created", subscription, at - DAY),
      news.event("customer.subscription.updated", subscription, at + 5, { status: "incomplete" }),
    ];
    for (const one of late) expect(await applyEvents(news.ctx, [one])).toEqual(["stale"]);
    await news.settle();
    expect(await news.held(subscription.id)).toMatchObject({ status: "canceled", counts: false });
    expect(news.shown()?.count).toBe(before);
  });

  test("a portal cancellation, which only sets a day, is leaving and counts until that day", async () => {
    const before = news.shown()?.count ?? 0;
    const subscription = await news.join("portal@readers.example");
    await news.ctx.stripe.subscriptions.update(subscription.id, { cancel_at: "max_period_end" });
    await news.tell();
    await news.settle();
    const row = await news.held(subscription.id);
    expect(row).toMatchObject({ counts: true, cancelAtPeriodEnd: false, status: "active" });
    expect(row?.cancelAt).toEqual(row?.nextChangeAt);
    expect(news.shown()?.count).toBe(before + 1);
    await news.newsroom.advance(32 * DAY);
    await advanceDrives(news.ctx);
    expect(await news.held(subscription.id)).toMatchObject({ counts: false, reason: "ended" });
    await news.tell();
    await news.settle();
    expect(await news.held(subscription.id)).toMatchObject({ counts: false, status: "canceled" });
    await news.agrees();
  });

  test("above a hundred in doubt subscriptions are read by pages, and all are settled", async () => {
    const before = news.shown()?.count ?? 0;
    await news.newsroom.control("join", { count: 130 });
    news.swallow();
    const now = news.ctx.clock.now();
    await news.ctx.db.insert(unsettled).values(
      news.newsroom.emulator.world.store
        .of("subscription")
        .values()
        .map(({ id }) => ({
          kind: "subscription" as const,
          id,
          token: randomUUID(),
          reason: "a test asks about everyone",
          dueAt: now,
          since: now,
        })),
    );
    await news.newsroom.advance(2);
    const asked: string[] = [];
    const stripe = Object.create(news.ctx.stripe);
    const through = news.ctx.stripe.subscriptions;
    stripe.subscriptions = {
      list: (...args: Parameters<typeof through.list>) => {
        asked.push("list");
        return through.list(...args);
      },
      retrieve: (...args: Parameters<typeof through.retrieve>) => {
        asked.push("retrieve");
        return through.retrieve(...args);
      },
    };
    const { settled, waiting } = await settleDue({ ...news.ctx, stripe }, HOLDER);
    expect(settled).toBeGreaterThan(130);
    expect(waiting).toBe(0);
    expect(new Set(asked)).toEqual(new Set(["list"]));
    expect(asked.length).toBeLessThan(5);
    expect(news.shown()?.count).toBe(before + 130);
    await news.agrees();
  });

  test("who Stripe does not know is kept and marked, and moves nothing", async () => {
    const before = news.shown()?.count;
    const real = await news.join("real@readers.example");
    news.swallow();
    const ghost = { ...real, id: "sub_nobody", customer: "cus_nobody", status: "a status of 2030" };
    await applyEvents(news.ctx, [news.event("customer.subscription.updated", ghost)]);
    await news.newsroom.advance(2);
    expect(await settleDue(news.ctx, HOLDER)).toEqual({ settled: 0, waiting: 1 });
    const [row] = await news.ctx.db.select().from(unsettled);
    expect(row).toMatchObject({ id: "sub_nobody", unknown: true, attempts: 1 });
    expect(row?.lastError).toContain("sub_nobody");
    expect(news.shown()?.count).toBe(before);
    await news.ctx.db.delete(unsettled);
    await news.ctx.stripe.subscriptions.cancel(real.id);
    news.swallow();
  });
});
