import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, installation, stripeEvents } from "@/db/schema";
import { beat, leave } from "@/domain/instance/instances";
import { listPlans } from "@/domain/membership/list-plans";
import { readWelcome } from "@/domain/membership/read-welcome";
import { refreshPlans } from "@/domain/membership/refresh-plans";
import { startCheckout } from "@/domain/membership/start-checkout";
import { newId } from "@/domain/new-id";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { readTrust, watchComparison } from "./read-trust";
import {
  compareAsStaff,
  fetchUndeliveredAsStaff,
  releaseMailAsStaff,
  replayAsStaff,
} from "./repair-as-staff";
import type { StaffMember } from "./staff-member";
import { trustWarnings } from "./trust-warnings";

const editor: StaffMember = { id: "1", email: "editor@courier.example", role: "editor" };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  // An endpoint that nobody listens at: everything stays undelivered.
  await newsroom.ctx.stripe.webhookEndpoints.create({ url: "http://127.0.0.1:1/", enabled_events: ["*"] });
});
afterAll(() => newsroom.close());

const shown = () => newsroom.ctx.feed.read("current")?.progress.count;
const trust = () => readTrust(newsroom.ctx, editor);
const warnings = async () => trustWarnings(await trust(), newsroom.ctx.clock.now(), "UTC");
const lastLine = async () => (await newsroom.ctx.db.select().from(auditLog).orderBy(auditLog.id)).at(-1);

test("what Stripe could not deliver is told in plain words, and fetched by a button", async () => {
  await newsroom.control("join", { email: "a@readers.example" });
  const lastWebhookAt = new Date(newsroom.ctx.clock.now().getTime() - 27 * 3_600_000);
  await newsroom.ctx.db.update(installation).set({ lastWebhookAt });
  const { undelivered } = await trust();
  expect(undelivered?.missing).toBeGreaterThan(0);
  expect(await warnings()).toContainEqual({
    words: `No webhook for 1 day; Stripe says ${undelivered?.count} are undelivered: fetch them.`,
    remedy: "fetch",
  });
  expect(shown()).toBe(0);
  const { fetched } = await fetchUndeliveredAsStaff(newsroom.ctx, editor);
  expect(fetched).toBe(undelivered?.count);
  expect(shown()).toBe(1);
  expect((await trust()).undelivered).toMatchObject({ missing: 0 });
  expect(await lastLine()).toMatchObject({ action: "events.fetched", after: { fetched } });
});

test("a failed event is applied again, from Stripe where what is kept cannot be read", async () => {
  const { results } = (await newsroom.control("join", { email: "b@readers.example" })) as {
    results: { subscription: string }[];
  };
  await fetchUndeliveredAsStaff(newsroom.ctx, editor);
  await newsroom.ctx.stripe.subscriptions.cancel(results[0]?.subscription ?? "");
  const { data } = await newsroom.ctx.stripe.events.list({ types: ["customer.subscription.deleted"] });
  const at = newsroom.ctx.clock.now();
  const broken = {
    type: "customer.subscription.deleted",
    created: at,
    livemode: false,
    payload: {},
    receivedAt: at,
    outcome: "failed" as const,
    error: "its object cannot be read",
  };
  await newsroom.ctx.db.insert(stripeEvents).values({ ...broken, id: data[0]?.id ?? "" });
  await newsroom.ctx.db.insert(stripeEvents).values({ ...broken, id: "evt_nobody_knows" });
  expect(await warnings()).toContainEqual(expect.objectContaining({ remedy: "replay" }));
  expect(await replayAsStaff(newsroom.ctx, editor, { id: data[0]?.id })).toEqual({ applied: 1 });
  expect(shown()).toBe(1);
  const all = replayAsStaff(newsroom.ctx, editor, { id: "all" });
  await expect(all).rejects.toMatchObject({ code: "still_failing" });
  expect(await lastLine()).toMatchObject({ action: "events.replayed", after: { applied: 0, failed: 1 } });
  await expect(replayAsStaff(newsroom.ctx, editor, { id: "evt_gone" })).rejects.toThrow("no such event");
  await newsroom.ctx.db.delete(stripeEvents).where(eq(stripeEvents.id, "evt_nobody_knows"));
});

test("a comparison begins at once, is seen while it runs, and only one at a time", async () => {
  const { done } = await compareAsStaff(newsroom.ctx, editor);
  expect(await watchComparison(newsroom.ctx, editor)).toMatchObject({ subscriptions: 0 });
  await expect(compareAsStaff(newsroom.ctx, editor)).rejects.toThrow("under way");
  await done;
  const { comparing, runs, verifiedAt } = await trust();
  expect(comparing).toBeNull();
  expect(runs[0]).toMatchObject({ trigger: "staff", error: null });
  expect(verifiedAt).not.toBeNull();
});

test("mail that a restore holds back is let go once", async () => {
  await newsroom.ctx.db.update(installation).set({ mailHeldSince: newsroom.ctx.clock.now() });
  expect(await warnings()).toContainEqual(expect.objectContaining({ remedy: "release_mail" }));
  await releaseMailAsStaff(newsroom.ctx, editor);
  await expect(releaseMailAsStaff(newsroom.ctx, editor)).rejects.toThrow("not held");
  expect((await trust()).mailHeld).toBeNull();
});

test("every process that serves the newsroom says what it shows, until it leaves", async () => {
  const instance = { id: newId(), host: "web-1", startedAt: newsroom.ctx.clock.now(), version: 1 };
  await beat(newsroom.ctx, instance);
  await beat(newsroom.ctx, { ...instance, version: 2 });
  const [first] = (await trust()).instances;
  expect(first).toMatchObject({ host: "web-1", version: 2 });
  expect(first?.quietFor).toBeLessThan(30);
  await leave(newsroom.ctx, instance.id);
  expect((await trust()).instances).toEqual([]);
});

test("a welcome that no webhook followed within a minute says so, until its event is there", async () => {
  const { ctx } = newsroom;
  await refreshPlans(ctx);
  const [plan] = await listPlans(ctx);
  const { sessionId } = await startCheckout(ctx, {
    choice: { priceId: plan?.priceId ?? "" },
    locale: "en",
    attempt: newId(),
    attribution: {},
  });
  await newsroom.control("join", { session: sessionId, email: "unheard@readers.example" });
  expect(await readWelcome(ctx, sessionId)).toMatchObject({ state: "paid" });
  const silent = async () => (await warnings()).filter(({ words }) => words.startsWith("Webhooks are not"));
  expect(await silent()).toEqual([]);
  await newsroom.advance(61);
  expect(await silent()).toMatchObject([{ words: expect.stringContaining("1 payment"), remedy: "fetch" }]);
  await readWelcome(ctx, sessionId);
  expect(await silent()).toHaveLength(1);
  await fetchUndeliveredAsStaff(ctx, editor);
  expect(await silent()).toEqual([]);
});
