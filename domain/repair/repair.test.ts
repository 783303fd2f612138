import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importRuns, installation, ledger, stripeEvents, subscriptions } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { listCorrections } from "@/domain/drive/list-corrections";
import { readDashboard } from "@/domain/drive/read-dashboard";
import { applyEvents } from "@/domain/membership/apply-events";
import { catchUp } from "@/domain/membership/catch-up";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { settleDue } from "@/domain/membership/settle";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { MEMBERSHIP } from "@/domain/testing/quiet-context";
import { verify } from "@/domain/verify/verify";
import { payingPeople, type SubscriptionRow } from "@/soak/model/paying-people";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { backfill } from "./backfill";
import { reconcile } from "./reconcile";
import { listDifferences, listReconcileRuns } from "./record-run";
import { replay } from "./replay";

const HOLDER = "00000000-0000-7000-8000-000000000002";
const MEMBERS = 350;

describe.each(ENGINES)("repair on %s", (engine) => {
  let newsroom: Newsroom;
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await newsroom.control("fill", { members: MEMBERS });
  });
  afterAll(() => newsroom.close());

  const shown = () => newsroom.ctx.feed.read("current")?.progress;
  const compare = async (dryRun = false) => {
    const done = await reconcile(newsroom.ctx, { trigger: "command", dryRun, print });
    if (!done) throw new Error("a command waits for its turn");
    return done;
  };

  /** Who pays, told from Stripe's final objects alone. */
  async function paying(): Promise<number> {
    const res = await fetch(`${newsroom.emulator.url}/_emulator/subscriptions`);
    const { subscriptions: rows } = (await res.json()) as { subscriptions: SubscriptionRow[] };
    return payingPeople(rows, [MEMBERSHIP], newsroom.ctx.clock.now().getTime() / 1_000).size;
  }

  function events() {
    const { world } = newsroom.emulator;
    return [...world.store.of("event").walk("newer")].map((event) =>
      parseStripeEvent(renderEvent(world, event), newsroom.ctx.settings.emailHashKey),
    );
  }

  async function settleAll(): Promise<void> {
    for (let round = 0; round < 30; round++) {
      await newsroom.advance(3);
      if ((await settleDue(newsroom.ctx, HOLDER)).waiting === 0) return;
    }
    throw new Error("something cannot be settled");
  }

  test("a scheduled comparison before any import counts nobody and says so", async () => {
    const done = await reconcile(newsroom.ctx, { trigger: "schedule", dryRun: false, print });
    expect(done).toMatchObject({ ok: false, after: 0 });
    expect(new Set(done?.differences.map((each) => each.kind))).toEqual(new Set(["not_imported"]));
    expect(shown()?.verifiedAt).toBeNull();
  });

  test("a preview shows the effect and counts nobody", async () => {
    const effect = await backfill(newsroom.ctx, { preview: true, print });
    expect(effect).toMatchObject({ before: 0, after: await paying() });
    expect(shown()?.count).toBe(0);
    const [{ total } = { total: -1 }] = await newsroom.ctx.db.select().from(installation);
    expect(total).toBe(0);
  });

  test("an import that was interrupted twice goes on where it was and is exact", async () => {
    await newsroom.ctx.db.delete(importRuns);
    const { list } = newsroom.ctx.stripe.subscriptions;
    let asked = 0;
    const interrupted = (after: number) => {
      asked = 0;
      const stripe = Object.create(newsroom.ctx.stripe);
      stripe.subscriptions = Object.assign(Object.create(newsroom.ctx.stripe.subscriptions), {
        list: (...args: Parameters<typeof list>) => {
          if (++asked > after) throw new Error("the line is cut");
          return list.apply(newsroom.ctx.stripe.subscriptions, args);
        },
      });
      return { ...newsroom.ctx, stripe };
    };
    await expect(backfill(interrupted(2), { preview: false, print })).rejects.toThrow("cut");
    expect(shown()?.count).toBe(0);
    await expect(backfill(interrupted(1), { preview: false, print })).rejects.toThrow("cut");
    const [run] = await newsroom.ctx.db.select().from(importRuns);
    expect(run?.subscriptions).toBe(300);
    lines.length = 0;
    const effect = await backfill(newsroom.ctx, { preview: false, print });
    expect(lines[0]).toContain("Going on with the import");
    expect(effect.after).toBe(await paying());
    expect(shown()?.count).toBe(effect.after);
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("it is one dated change of the ledger that today and pace leave out, listed for readers", async () => {
    const rows = await newsroom.ctx.db.select().from(ledger);
    expect(new Set(rows.map((row) => row.changeId)).size).toBe(1);
    expect(new Set(rows.map((row) => row.effectiveAt.getTime())).size).toBe(1);
    expect(new Set(rows.map((row) => row.cause))).toEqual(new Set(["import"]));
    expect((await readDashboard(newsroom.ctx)).today).toEqual({ joined: 0, left: 0, net: 0 });
    const listed = await listCorrections(newsroom.ctx);
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ before: 0, after: await paying(), cause: "import" });
  });

  test("counting them again changes nothing", async () => {
    const effect = await backfill(newsroom.ctx, { preview: false, print });
    expect(effect.after).toBe(effect.before);
  });

  test("everything agrees: a comparison finds nothing, and that is when it was verified", async () => {
    await settleAll();
    const done = await compare();
    expect(done.differences).toEqual([]);
    expect(done.ok).toBe(true);
    expect(shown()?.verifiedAt).not.toBeNull();
  });

  test("a twentieth of inbox and subscriptions, lost at random, is restored exactly and told", async () => {
    await newsroom.control("join", { count: 60 });
    await applyEvents(newsroom.ctx, events());
    await settleAll();
    const { count } = shown() ?? {};
    const lose = async (table: typeof subscriptions | typeof stripeEvents) => {
      const all = await newsroom.ctx.db.select({ id: table.id }).from(table);
      const lost = all.filter((_, index) => index % 20 === 7).map(({ id }) => id);
      await newsroom.ctx.db.delete(table).where(inArray(table.id, lost));
      return lost;
    };
    const before = (await newsroom.ctx.db.select().from(stripeEvents)).length;
    const lost = await lose(subscriptions);
    await lose(stripeEvents);
    expect((await verify(newsroom.ctx)).ok).toBe(false);
    const dry = await compare(true);
    expect(dry.ok).toBe(false);
    expect(await newsroom.ctx.db.select().from(subscriptions).where(inArray(subscriptions.id, lost))).toEqual(
      [],
    );
    const done = await compare();
    const missing = done.differences.filter((each) => each.kind === "missing").map((each) => each.subject);
    const restored = await newsroom.ctx.db
      .select({ id: subscriptions.id })
      .from(subscriptions)
      .where(inArray(subscriptions.id, lost));
    expect(restored).toHaveLength(lost.length);
    expect(missing.length).toBeGreaterThan(0);
    expect(done.differences.some((each) => each.kind === "event")).toBe(true);
    await settleAll();
    expect((await newsroom.ctx.db.select().from(stripeEvents)).length).toBe(before);
    expect(shown()?.count).toBe(count);
    expect(count).toBe(await paying());
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("webhooks that never came are healed with their own dates, and refunds found", async () => {
    const { results } = (await newsroom.control("join", { count: 5 })) as {
      results: { subscription: string }[];
    };
    await newsroom.control(`subscriptions/${results[0]?.subscription}/refund`);
    const done = await compare();
    expect(done.differences.filter((each) => each.kind === "event").length).toBeGreaterThan(4);
    await settleAll();
    expect(shown()?.count).toBe(await paying());
    const runs = await listReconcileRuns(newsroom.ctx);
    expect(runs[0]).toMatchObject({ dryRun: false, differences: done.differences.length });
    expect(await listDifferences(newsroom.ctx, done.runId)).toHaveLength(done.differences.length);
  });

  test("what disagrees with the ledger or with itself is put right", async () => {
    const { count } = shown() ?? {};
    const plant = (statement: string) => newsroom.ctx.db.execute(sql.raw(statement));
    await plant("update installation set total = total + 3");
    await plant("update progress set subscriptions = subscriptions + 2");
    await plant(
      "update subscriptions set counts = false, reason = 'canceled' where id = (select id from subscriptions where counts limit 1)",
    );
    await plant(
      "update members set counted = false, counted_as = null where id = (select id from members where counted limit 1)",
    );
    await plant(
      "update subscriptions set status = 'paused' where id = (select max(id) from subscriptions where counts)",
    );
    const done = await compare();
    expect(done).toMatchObject({ ok: true });
    expect(done.differences.map((each) => each.kind)).toContain("inside");
    expect(shown()?.count).toBe(count);
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("a subscription that Stripe does not know ends, but not those of half an account", async () => {
    const { count } = shown() ?? {};
    const [one] = await newsroom.ctx.db.select().from(subscriptions).where(eq(subscriptions.counts, true));
    if (!one) throw new Error("nobody counts");
    // What was heard in the very second of a comparison is left to the next one.
    const old = { ...one, appliedAt: one.startedAt };
    await newsroom.ctx.db.insert(subscriptions).values({ ...old, id: "sub_nobodys" });
    const done = await compare();
    expect(done.differences).toEqual([
      expect.objectContaining({ kind: "unknown_to_stripe", subject: "sub_nobodys", repaired: true }),
    ]);
    expect(shown()?.count).toBe(count);
    const many = Array.from({ length: 100 }, (_, i) => ({ ...old, id: `sub_other_${i}` }));
    await newsroom.ctx.db.insert(subscriptions).values(many);
    await expect(compare()).rejects.toThrow("key of the same account");
    await newsroom.ctx.db.delete(subscriptions).where(
      inArray(
        subscriptions.id,
        many.map(({ id }) => id),
      ),
    );
  });

  test("catching up fetches what came while nothing listened", async () => {
    const count = shown()?.count ?? 0;
    await newsroom.control("join", { count: 2 });
    const { applied, isBeyondReach } = await catchUp(newsroom.ctx);
    expect(applied).toBeGreaterThan(0);
    expect(isBeyondReach).toBe(false);
    expect(shown()?.count).toBe(count + 2);
    expect((await catchUp(newsroom.ctx)).applied).toBe(0);
  });

  test("failed events are applied again, and said to fail when they do", async () => {
    const [good] = events().filter((event) => event.type === "customer.subscription.created");
    if (!good) throw new Error("nobody joined");
    await newsroom.ctx.db
      .update(stripeEvents)
      .set({ outcome: "failed", error: "broken by the test" })
      .where(eq(stripeEvents.id, good.id));
    await applyEvents(newsroom.ctx, [
      parseStripeEvent(
        { id: "evt_thin", type: "v1.customer.updated", created: 1_800_000_000, livemode: false },
        newsroom.ctx.settings.emailHashKey,
      ),
    ]);
    const replayed = await replay(newsroom.ctx, { failed: true });
    expect(replayed.map(({ id, outcome }) => [id, outcome])).toEqual([
      [good.id, expect.stringMatching(/applied|stale|waiting/)],
      ["evt_thin", "failed"],
    ]);
    expect(await replay(newsroom.ctx, { id: "evt_none" })).toEqual([]);
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });
});
