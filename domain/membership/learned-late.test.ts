import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drives, ledger, members, stripeCustomers } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { createDrive } from "@/domain/drive/create-drive";
import { updateDrive } from "@/domain/drive/update-drive";
import { reconcile } from "@/domain/repair/reconcile";
import { applyEvents } from "./apply-events";
import { DAY, openTelling, type Telling } from "./testing/telling";

describe.each(ENGINES)("on %s", (engine) => {
  let news: Telling;

  beforeAll(async () => {
    news = await openTelling(engine);
  });
  afterAll(() => news.newsroom.close());

  test("who comes back is the same person, and no new member of the drive", async () => {
    const first = await news.join("returned@readers.example");
    await news.tell();
    const memberOf = async (customer: unknown) =>
      (
        await news.ctx.db
          .select({ member: members })
          .from(stripeCustomers)
          .innerJoin(members, eq(members.id, stripeCustomers.memberId))
          .where(eq(stripeCustomers.id, String(customer)))
      )[0]?.member;
    const member = await memberOf(first.customer);
    await news.ctx.stripe.subscriptions.cancel(first.id);
    await news.tell();
    expect((await memberOf(first.customer))?.counted).toBe(false);
    await news.newsroom.advance(90 * DAY);
    await news.tell();
    await startNewDrive("returning");
    const again = await news.join("Returned@readers.example");
    await news.tell();
    await news.settle();
    expect(again.customer).not.toBe(first.customer);
    expect(await memberOf(again.customer)).toMatchObject({
      id: member?.id,
      counted: true,
      firstJoinedAt: member?.firstJoinedAt,
    });
    expect(news.shown("returning")?.count).toBe(0);
    await news.agrees();
  });

  test("an older membership that is learned of late takes its member out of a `new` drive", async () => {
    const older = await news.join("older@readers.example");
    await news.newsroom.advance(40 * DAY);
    await news.ctx.stripe.subscriptions.cancel(older.id);
    news.swallow();
    await news.newsroom.advance(DAY);
    await startNewDrive("late");
    const before = await news.total();
    await news.join("older@readers.example");
    await news.tell();
    await news.settle();
    expect([news.shown("late")?.count, await news.total()]).toEqual([1, before + 1]);
    await applyEvents(news.ctx, [
      news.event(
        "customer.updated",
        news.newsroom.emulator.world.store.of("customer").get(String(older.customer)) ?? {},
      ),
      news.event("customer.subscription.deleted", news.stored(older.id)),
    ]);
    await news.settle();
    expect([news.shown("late")?.count, await news.total()]).toEqual([0, before + 1]);
    const rows = await news.ctx.db.select().from(ledger).orderBy(ledger.id);
    expect(rows.slice(-2).map(({ kind, delta }) => [kind, delta])).toEqual([
      ["correction", -1],
      ["correction", 1],
    ]);
    await news.agrees();
  });

  test("who has been late for months does not count, though Stripe's newest invoice is young", async () => {
    const before = await news.total();
    const subscription = await news.join("late@readers.example");
    await news.tell();
    expect(await news.total()).toBe(before + 1);
    await news.newsroom.control(`subscriptions/${subscription.id}/fail-renewal`, {
      afterRetries: "past_due",
    });
    await news.newsroom.advance(32 * DAY);
    const since = news.now() - (news.now() % DAY);
    await news.newsroom.advance(62 * DAY);
    news.swallow();
    const stripe = await news.ctx.stripe.invoices.list({ subscription: subscription.id, status: "open" });
    expect(stripe.data.length).toBeGreaterThan(1);
    expect(news.stored(subscription.id).status).toBe("past_due");
    const done = await reconcile(news.ctx, { trigger: "command", dryRun: false, print: () => {} });
    expect(done?.differences).toContainEqual(expect.objectContaining({ subject: subscription.id }));
    const row = await news.held(subscription.id);
    expect(row).toMatchObject({ status: "past_due", counts: false, reason: "past_due_too_long" });
    expect(Number(row?.pastDueSince) / 1_000).toBeLessThanOrEqual(since + DAY);
    expect(await news.total()).toBe(before);
    await news.agrees();
  });

  let running = "25000";

  /** From now on a drive runs that counts who is new; the one before it ends. */
  async function startNewDrive(slug: string): Promise<void> {
    const { ctx } = news;
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
    await news.newsroom.advance(2);
    await advanceDrives(ctx);
  }
});
