import { afterAll, beforeAll, expect, test } from "vitest";
import { passes } from "@/db/schema";
import { hashEmail } from "@/domain/membership/email-hash";
import { passMetadata } from "@/domain/membership/pass-metadata";
import { newId } from "@/domain/new-id";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { reconcile } from "./reconcile";

const DAY = 86_400;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
});
afterAll(() => newsroom.close());

const shown = () => newsroom.ctx.feed.read("current")?.progress;

/** Pays for a gift of a year; nobody is told. */
async function give(to: string): Promise<{ id: string; payment: string }> {
  const { ctx } = newsroom;
  const id = newId();
  const session = await ctx.stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [
      { quantity: 1, price_data: { currency: "eur", product: "prod_muster_gift", unit_amount: 5000 } },
    ],
    success_url: "http://localhost:3000/welcome",
    metadata: passMetadata({
      id,
      kind: "gift",
      months: 12,
      startsAt: ctx.clock.now(),
      recipientHash: hashEmail(to, ctx.settings.emailHashKey),
      priceId: null,
    }),
  });
  const { results } = (await newsroom.control("join", { session: session.id })) as {
    results: { paymentIntent: string }[];
  };
  return { id, payment: results[0]?.paymentIntent ?? "" };
}

/** A comparison when the events are too old to be listed. */
async function compareLater(dryRun = false) {
  const done = await reconcile(newsroom.ctx, { trigger: "command", dryRun, print: () => {} });
  return done?.differences.filter(({ kind }) => kind !== "event") ?? [];
}

test("a gift whose payment nobody heard of is found long after, with the term that was paid for", async () => {
  const paidAt = newsroom.emulator.world.clock.now();
  const { id } = await give("given@readers.example");
  await newsroom.advance(45 * DAY);
  expect(await compareLater(true)).toEqual([
    expect.objectContaining({ kind: "missing", subject: id, repaired: false }),
  ]);
  expect(shown()?.breakdown.gifts).toBe(0);
  expect(await compareLater()).toEqual([
    { kind: "missing", subject: id, detail: "a paid gift was not held", repaired: true },
  ]);
  const [pass] = await newsroom.ctx.db.select().from(passes);
  expect(Math.abs((pass?.startsAt.getTime() ?? 0) / 1_000 - paidAt)).toBeLessThan(5);
  expect(shown()?.breakdown.gifts).toBe(1);
  expect(await compareLater()).toEqual([]);
  expect((await verify(newsroom.ctx)).differences).toEqual([]);
});

test("one that was refunded meanwhile is found, and does not count", async () => {
  const { id, payment } = await give("returned@readers.example");
  await newsroom.ctx.stripe.refunds.create({ payment_intent: payment });
  await newsroom.advance(45 * DAY);
  const found = await compareLater();
  expect(found.map(({ kind, subject }) => [kind, subject])).toEqual([
    ["missing", id],
    ["money", payment],
  ]);
  expect(shown()?.breakdown.gifts).toBe(1);
  expect(await compareLater()).toEqual([]);
});

test("a key that may not read Checkouts compares everything else", async () => {
  await give("unseen@readers.example");
  await newsroom.advance(45 * DAY);
  const stripe = Object.create(newsroom.ctx.stripe);
  stripe.checkout = {
    sessions: {
      list: () =>
        Promise.reject(Object.assign(new Error("not permitted"), { type: "StripePermissionError" })),
    },
  };
  const done = await reconcile(
    { ...newsroom.ctx, stripe },
    { trigger: "command", dryRun: false, print: () => {} },
  );
  expect(done).toMatchObject({ ok: true, differences: [] });
});
