import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { driveMilestones, drives, installation } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { errorCode } from "@/domain/errors";
import { applyEvents } from "@/domain/membership/apply-events";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { advanceDrives } from "./advance-drives";
import { createDrive } from "./create-drive";
import { holdDrive, releaseDrive } from "./hold-drive";
import { JUMP_GUARD } from "./jump-guard";
import { listTermChanges } from "./list-corrections";
import { markVerified } from "./mark-verified";
import { type DriveUpdate, updateDrive } from "./update-drive";

const DAY_S = 86_400;
const BY = "editor@courier.example";

describe.each(ENGINES)("drives on %s", (engine) => {
  let newsroom: Newsroom;
  const taken = new Set<string>();

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    const now = newsroom.ctx.clock.now().getTime();
    await updateDrive(newsroom.ctx, {
      slug: "25000",
      revision: 1,
      terms: { goal: 10, endsAt: new Date(now + 20 * DAY_S * 1000) },
      reason: "A goal for tests",
      by: BY,
    });
  });
  afterAll(() => newsroom.close());

  const shown = (slug = "25000") => newsroom.ctx.feed.read(slug)?.progress;
  const row = async (slug = "25000") => {
    const [found] = await newsroom.ctx.db.select().from(drives).where(eq(drives.slug, slug));
    if (!found) throw new Error(`no drive ${slug}`);
    return found;
  };
  const update = async (input: Partial<DriveUpdate>) => {
    const { slug = "25000" } = input;
    await updateDrive(newsroom.ctx, {
      slug,
      revision: (await row(slug)).revision,
      terms: {},
      reason: "We said so",
      by: BY,
      ...input,
    });
  };

  async function join(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await newsroom.control("join");
    await deliver();
  }

  async function deliver(): Promise<void> {
    const { world } = newsroom.emulator;
    const fresh = [...world.store.of("event").walk("newer")].filter((event) => !taken.has(event.id));
    const events = fresh.map((event) => renderEvent(world, event));
    for (const { id } of fresh) taken.add(id);
    await applyEvents(
      newsroom.ctx,
      events.map((event) => parseStripeEvent(event, newsroom.ctx.settings.emailHashKey)),
    );
  }

  test("a raised and a lowered goal are listed with their reason, a new message is not", async () => {
    const version = shown()?.version ?? 0;
    await update({ terms: { goal: 12 }, reason: "The print run costs more" });
    await update({ terms: { goal: 10 }, reason: "It does not" });
    await update({ terms: { message: { en: "Help us reach ten." } }, reason: "" });
    expect(shown()).toMatchObject({ goal: 10, message: "Help us reach ten." });
    expect(shown()?.version).toBeGreaterThan(version + 1);
    const listed = await listTermChanges(newsroom.ctx);
    expect(listed.map(({ term, before, after, reason }) => [term, before, after, reason])).toEqual([
      ["goal", 12, 10, "It does not"],
      ["goal", 10, 12, "The print run costs more"],
      ["endsAt", expect.any(String), expect.any(String), "A goal for tests"],
      ["goal", 25_000, 10, "A goal for tests"],
    ]);
  });

  test("of two editors the second is told, and nothing is overwritten", async () => {
    const { revision } = await row();
    await update({ terms: { goal: 11 } });
    const late = update({ revision, terms: { goal: 99 } });
    await expect(late).rejects.toSatisfy((error) => errorCode(error) === "conflict");
    expect(shown()?.goal).toBe(11);
    await update({ terms: { goal: 10 } });
  });

  test("a change that readers see needs a reason, and impossible ones are refused in words", async () => {
    const past = new Date(newsroom.ctx.clock.now().getTime() - 1000);
    const refusals: [Partial<DriveUpdate>, string][] = [
      [{ terms: { goal: 20 }, reason: " " }, "Say why"],
      [{ terms: { stretchGoal: 10 } }, "above the goal"],
      [{ terms: { endsAt: past } }, "in the past"],
      [{ terms: { startsAt: past } }, "has started"],
      [{ terms: { published: false } }, "stays public"],
      [{ terms: { timezone: "Kyiv" } }, "IANA"],
    ];
    for (const [input, words] of refusals) await expect(update(input)).rejects.toThrow(words);
  });

  test("the next drive may follow at once but never overlaps, in any way of saying so", async () => {
    const { endsAt } = await row();
    const next = {
      slug: "next",
      title: { en: "Next" },
      message: { en: "And on." },
      goal: 5,
      startsAt: endsAt,
      endsAt: new Date(endsAt.getTime() + 30 * DAY_S * 1000),
      timezone: "Europe/Kyiv",
      counting: "new" as const,
    };
    const early = new Date(endsAt.getTime() - 1000);
    const clash = createDrive(newsroom.ctx, { ...next, startsAt: early, published: true });
    await expect(clash).rejects.toSatisfy((error) => errorCode(error) === "conflict");
    await createDrive(newsroom.ctx, { ...next, startsAt: early });
    await expect(update({ slug: "next", terms: { published: true } })).rejects.toSatisfy(
      (error) => errorCode(error) === "conflict",
    );
    await update({ slug: "next", terms: { startsAt: endsAt, published: true } });
    expect(shown("next")).toMatchObject({ state: "upcoming", count: 0 });
    expect(shown("current")?.drive).toBe("25000");
  });

  test("a held drive shows the last verified figures while counting goes on, with their time", async () => {
    await join(3);
    const verifiedAt = newsroom.ctx.clock.now();
    await markVerified(newsroom.ctx, verifiedAt);
    await join(1);
    await holdDrive(newsroom.ctx, { slug: "25000", reason: "Two numbers disagree", by: BY });
    await join(1);
    expect(shown()).toMatchObject({
      count: 3,
      breakdown: { subscriptions: 3 },
      held: { reason: "Two numbers disagree" },
      verifiedAt: verifiedAt.toISOString(),
    });
    await markVerified(newsroom.ctx, newsroom.ctx.clock.now());
    expect(shown()).toMatchObject({ count: 3, verifiedAt: verifiedAt.toISOString() });
    await releaseDrive(newsroom.ctx, { slug: "25000", by: BY });
    expect(shown()).toMatchObject({ count: 5, held: null });
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("webhooks that move it too far put it on hold by themselves, and nobody sees the jump", async () => {
    await newsroom.ctx.db.update(installation).set({ jumpLimitPercent: 20 });
    await join(2);
    expect(shown()).toMatchObject({ count: 7, held: null });
    await newsroom.advance(15 * 60);
    await join(3);
    expect((await row()).heldBy).toBe(JUMP_GUARD);
    expect(shown()).toMatchObject({ count: 5, reachedAt: null, state: "running" });
    expect((await row()).reachedAt).toBeNull();
    await releaseDrive(newsroom.ctx, { slug: "25000", by: BY });
    expect(shown()).toMatchObject({ count: 10, state: "reached" });
    await newsroom.ctx.db.update(installation).set({ jumpLimitPercent: null });
  });

  test("reaching the goal is recorded once, and a raised goal keeps the first visible", async () => {
    const reachedAt = shown()?.reachedAt;
    expect(reachedAt).not.toBeNull();
    await update({ terms: { goal: 20, stretchGoal: 30 } });
    expect(shown()).toMatchObject({ goal: 20, reachedGoal: 10, reachedAt, state: "reached", percent: 50 });
    await join(11);
    expect(shown()).toMatchObject({ count: 21, reachedGoal: 10, reachedAt });
  });

  test("milestones are recorded once a drive", async () => {
    const marks = async () =>
      (await newsroom.ctx.db.select().from(driveMilestones).orderBy(driveMilestones.mark)).map((each) => [
        each.mark,
        each.kind,
      ]);
    expect(await marks()).toEqual([
      [1, "tenth"],
      [3, "quarter"],
      [5, "half"],
      [8, "three_quarters"],
      [10, "goal"],
      [15, "three_quarters"],
      [20, "goal"],
    ]);
    const before = await marks();
    await join(1);
    expect(await marks()).toEqual(before);
  });

  test("at the deadline it is over at once by the clock, and the next one runs", async () => {
    const version = shown()?.version ?? 0;
    await newsroom.advance(21 * DAY_S);
    await advanceDrives(newsroom.ctx);
    expect(shown()).toMatchObject({ state: "ended", final: false, count: 22 });
    expect(shown()?.version).toBeGreaterThan(version);
    expect(shown("current")?.drive).toBe("next");
    expect(shown("next")).toMatchObject({ state: "running", count: 0 });
    await expect(update({ terms: { goal: 25 } })).rejects.toThrow("is over");
  });

  test("who joins afterwards counts for the next, and new people only once in it", async () => {
    await join(2);
    expect(shown()).toMatchObject({ count: 22, final: false });
    expect(shown("next")).toMatchObject({ count: 2, breakdown: { subscriptions: 2 } });
  });

  test("it is final only by a comparison 72 hours later, and stays what it was", async () => {
    await markVerified(newsroom.ctx, newsroom.ctx.clock.now());
    expect(shown()?.final).toBe(false);
    await newsroom.advance(3 * DAY_S);
    await markVerified(newsroom.ctx, newsroom.ctx.clock.now());
    expect(shown()).toMatchObject({ state: "ended", final: true, count: 22 });
    expect(await row()).toMatchObject({ finalCount: 22, finalisedAt: expect.any(Date) });
    const { version, verifiedAt } = shown() ?? {};
    await join(1);
    await markVerified(newsroom.ctx, newsroom.ctx.clock.now());
    expect(shown()).toMatchObject({ version, verifiedAt, count: 22 });
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });
});
