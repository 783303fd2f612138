import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  drives,
  installation,
  ledger,
  members,
  stripeCustomers,
  subscriptions,
  unsettled,
} from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { createDrive } from "@/domain/drive/create-drive";
import { updateDrive } from "@/domain/drive/update-drive";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { applyEvents } from "./apply-events";
import { parseStripeEvent } from "./parse-stripe-event";
import { settleDue } from "./settle";

const HOLDER = "00000000-0000-7000-8000-000000000003";
const DAY = 86_400;

type Stored = Record<string, unknown> & { id: string };

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  const taken = new Set<string>();

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
  });
  afterAll(() => newsroom.close());

  const shown = (slug = "25000") => newsroom.ctx.feed.read(slug)?.progress;
  const now = () => newsroom.emulator.world.clock.now();

  /** An event as Stripe sends it, about an object as it was. */
  const event = (type: string, object: object, at = now(), previous?: object) =>
    parseStripeEvent(
      {
        id: `evt_${randomUUID()}`,
        object: "event",
        api_version: "2026-10-28.endive",
        created: at,
        livemode: false,
        type,
        data: { object, ...(previous && { previous_attributes: previous }) },
      },
      newsroom.ctx.settings.emailHashKey,
    );

  /** What happened since the last call is never told. */
  function swallow(): void {
    for (const { id } of newsroom.emulator.world.store.of("event").walk("newer")) taken.add(id);
  }

  /** What happened since the last call, told in order. */
  async function tell(): Promise<void> {
    const { world } = newsroom.emulator;
    const fresh = [...world.store.of("event").walk("newer")].filter(({ id }) => !taken.has(id));
    swallow();
    await applyEvents(
      newsroom.ctx,
      fresh.map((each) => parseStripeEvent(renderEvent(world, each), newsroom.ctx.settings.emailHashKey)),
    );
  }

  /** Somebody joins at Stripe; the subscription as Stripe has it. */
  async function join(email: string): Promise<Stored> {
    const { results } = (await newsroom.control("join", { email })) as {
      results: { subscription: string }[];
    };
    return stored(results[0]?.subscription ?? "");
  }

  const stored = (id: string) =>
    structuredClone(newsroom.emulator.world.store.of("subscription").get(id)) as unknown as Stored;
  const held = async (id: string) =>
    (await newsroom.ctx.db.select().from(subscriptions).where(eq(subscriptions.id, id)))[0];

  async function settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await newsroom.advance(2);
      if ((await settleDue(newsroom.ctx, HOLDER)).waiting === 0) return;
    }
    throw new Error("something cannot be settled");
  }

  const agrees = async () => expect((await verify(newsroom.ctx)).differences).toEqual([]);

  describe.each(["in order", "backwards"] as const)("incomplete and active in one second, %s", (order) => {
    test("ends active", async () => {
      const before = shown()?.count ?? 0;
      const subscription = await join(`second.${order.length}@readers.example`);
      swallow();
      const at = now();
      const both = [
        event("customer.subscription.created", { ...subscription, status: "incomplete" }, at),
        event("customer.subscription.updated", subscription, at, { status: "incomplete" }),
      ];
      for (const one of order === "in order" ? both : both.reverse()) await applyEvents(newsroom.ctx, [one]);
      await settle();
      expect(await held(subscription.id)).toMatchObject({ status: "active", counts: true });
      expect(shown()?.count).toBe(before + 1);
      await agrees();
    });
  });

  test("a created that comes after the deletion brings nobody back", async () => {
    const before = shown()?.count ?? 0;
    const subscription = await join("gone@readers.example");
    await newsroom.advance(DAY);
    await newsroom.ctx.stripe.subscriptions.cancel(subscription.id);
    swallow();
    const at = now();
    await applyEvents(newsroom.ctx, [event("customer.subscription.deleted", stored(subscription.id), at)]);
    const late = [
      event("customer.subscription.created", subscription, at - DAY),
      event("customer.subscription.updated", subscription, at + 5, { status: "incomplete" }),
    ];
    for (const one of late) expect(await applyEvents(newsroom.ctx, [one])).toEqual(["stale"]);
    await settle();
    expect(await held(subscription.id)).toMatchObject({ status: "canceled", counts: false });
    expect(shown()?.count).toBe(before);
  });

  test("a portal cancellation, which only sets a day, is leaving and counts until that day", async () => {
    const before = shown()?.count ?? 0;
    const subscription = await join("portal@readers.example");
    await newsroom.ctx.stripe.subscriptions.update(subscription.id, { cancel_at: "max_period_end" });
    await tell();
    await settle();
    const row = await held(subscription.id);
    expect(row).toMatchObject({ counts: true, cancelAtPeriodEnd: false, status: "active" });
    expect(row?.cancelAt).toEqual(row?.nextChangeAt);
    expect(shown()?.count).toBe(before + 1);
    await newsroom.advance(32 * DAY);
    await advanceDrives(newsroom.ctx);
    expect(await held(subscription.id)).toMatchObject({ counts: false, reason: "ended" });
    await tell();
    await settle();
    expect(await held(subscription.id)).toMatchObject({ counts: false, status: "canceled" });
    await agrees();
  });

  test("above a hundred in doubt subscriptions are read by pages, and all are settled", async () => {
    const before = shown()?.count ?? 0;
    await newsroom.control("join", { count: 130 });
    swallow();
    const now = newsroom.ctx.clock.now();
    await newsroom.ctx.db.insert(unsettled).values(
      newsroom.emulator.world.store
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
    await newsroom.advance(2);
    const asked: string[] = [];
    const stripe = Object.create(newsroom.ctx.stripe);
    const through = newsroom.ctx.stripe.subscriptions;
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
    const { settled, waiting } = await settleDue({ ...newsroom.ctx, stripe }, HOLDER);
    expect(settled).toBeGreaterThan(130);
    expect(waiting).toBe(0);
    expect(new Set(asked)).toEqual(new Set(["list"]));
    expect(asked.length).toBeLessThan(5);
    expect(shown()?.count).toBe(before + 130);
    await agrees();
  });

  test("who Stripe does not know is kept and marked, and moves nothing", async () => {
    const before = shown()?.count;
    const real = await join("real@readers.example");
    swallow();
    const ghost = { ...real, id: "sub_nobody", customer: "cus_nobody", status: "a status of 2030" };
    await applyEvents(newsroom.ctx, [event("customer.subscription.updated", ghost)]);
    await newsroom.advance(2);
    expect(await settleDue(newsroom.ctx, HOLDER)).toEqual({ settled: 0, waiting: 1 });
    const [row] = await newsroom.ctx.db.select().from(unsettled);
    expect(row).toMatchObject({ id: "sub_nobody", unknown: true, attempts: 1 });
    expect(row?.lastError).toContain("sub_nobody");
    expect(shown()?.count).toBe(before);
    await newsroom.ctx.db.delete(unsettled);
    await newsroom.ctx.stripe.subscriptions.cancel(real.id);
    swallow();
  });

  test("who comes back is the same person, and no new member of the drive", async () => {
    const first = await join("returned@readers.example");
    await tell();
    const memberOf = async (customer: unknown) =>
      (
        await newsroom.ctx.db
          .select({ member: members })
          .from(stripeCustomers)
          .innerJoin(members, eq(members.id, stripeCustomers.memberId))
          .where(eq(stripeCustomers.id, String(customer)))
      )[0]?.member;
    const member = await memberOf(first.customer);
    await newsroom.ctx.stripe.subscriptions.cancel(first.id);
    await tell();
    expect((await memberOf(first.customer))?.counted).toBe(false);
    await newsroom.advance(90 * DAY);
    await tell();
    await startNewDrive("returning");
    const again = await join("Returned@readers.example");
    await tell();
    await settle();
    expect(again.customer).not.toBe(first.customer);
    expect(await memberOf(again.customer)).toMatchObject({
      id: member?.id,
      counted: true,
      firstJoinedAt: member?.firstJoinedAt,
    });
    expect(shown("returning")?.count).toBe(0);
    await agrees();
  });

  test("an older membership that is learned of late takes its member out of a `new` drive", async () => {
    const older = await join("older@readers.example");
    await newsroom.advance(40 * DAY);
    await newsroom.ctx.stripe.subscriptions.cancel(older.id);
    swallow();
    await newsroom.advance(DAY);
    await startNewDrive("late");
    const before = await total();
    await join("older@readers.example");
    await tell();
    await settle();
    expect([shown("late")?.count, await total()]).toEqual([1, before + 1]);
    await applyEvents(newsroom.ctx, [
      event(
        "customer.updated",
        newsroom.emulator.world.store.of("customer").get(String(older.customer)) ?? {},
      ),
      event("customer.subscription.deleted", stored(older.id)),
    ]);
    await settle();
    expect([shown("late")?.count, await total()]).toEqual([0, before + 1]);
    const rows = await newsroom.ctx.db.select().from(ledger).orderBy(ledger.id);
    expect(rows.slice(-2).map(({ kind, delta }) => [kind, delta])).toEqual([
      ["correction", -1],
      ["correction", 1],
    ]);
    await agrees();
  });

  let running = "25000";

  /** From now on a drive runs that counts who is new; the one before it ends. */
  async function startNewDrive(slug: string): Promise<void> {
    const { ctx } = newsroom;
    const startsAt = new Date(ctx.clock.now().getTime() + 1_000);
    const [{ revision } = { revision: 1 }] = await ctx.db
      .select()
      .from(drives)
      .where(eq(drives.slug, running));
    const by = "a test";
    await updateDrive(ctx, { slug: running, revision, terms: { endsAt: startsAt }, reason: "The next.", by });
    await createDrive(ctx, {
      slug,
      title: { en: "New members" },
      message: { en: "Help us." },
      goal: 100,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 400 * DAY * 1_000),
      timezone: "Europe/Kyiv",
      counting: "new",
      published: true,
    });
    running = slug;
    await newsroom.advance(2);
    await advanceDrives(ctx);
  }

  const total = async () => (await newsroom.ctx.db.select().from(installation))[0]?.total ?? 0;
});
