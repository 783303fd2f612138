import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledger, passes } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { newId } from "@/domain/new-id";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { applyEvents } from "./apply-events";
import { hashEmail } from "./email-hash";
import type { PassTerms } from "./facts";
import { parseStripeEvent } from "./parse-stripe-event";
import { passMetadata } from "./pass-metadata";

const DAY = 86_400;

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  const taken = new Set<string>();

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
  });
  afterAll(() => newsroom.close());

  async function applyNew(order: "as sent" | "backwards" = "as sent"): Promise<void> {
    const { world } = newsroom.emulator;
    const fresh = [...world.store.of("event").walk("newer")].filter((event) => !taken.has(event.id));
    for (const event of fresh) taken.add(event.id);
    const parsed = fresh.map((event) =>
      parseStripeEvent(renderEvent(world, event), newsroom.ctx.settings.emailHashKey),
    );
    await applyEvents(newsroom.ctx, order === "backwards" ? parsed.reverse() : parsed);
  }

  /** Pays for a term as our Checkout asks it to be paid; the payment's intent. */
  async function buy(terms: Partial<PassTerms> & { to?: string; buyer?: string }): Promise<string> {
    const { ctx } = newsroom;
    const kind = terms.kind ?? "gift";
    const session = await ctx.stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [
        { quantity: 1, price_data: { currency: "eur", product: "prod_muster_gift", unit_amount: 5000 } },
      ],
      success_url: "http://localhost:3000/welcome",
      ...(kind === "pass" ? { customer_creation: "always" as const } : {}),
      metadata: passMetadata({
        id: newId(),
        kind,
        months: 12,
        startsAt: ctx.clock.now(),
        recipientHash: hashEmail(terms.to, ctx.settings.emailHashKey),
        priceId: null,
        ...terms,
      }),
    });
    const { results } = (await newsroom.control("join", {
      session: session.id,
      email: terms.buyer ?? `buyer-${newId()}@readers.example`,
    })) as { results: { paymentIntent: string }[] };
    return results[0]?.paymentIntent ?? "";
  }

  const shown = () => newsroom.ctx.feed.read("current")?.progress;
  const refund = (payment: string) => newsroom.ctx.stripe.refunds.create({ payment_intent: payment });
  const inDays = (days: number) => new Date(newsroom.ctx.clock.now().getTime() + days * DAY * 1000);
  async function rowsOf(paymentIntentId: string) {
    const [pass] = await newsroom.ctx.db
      .select()
      .from(passes)
      .where(eq(passes.paymentIntentId, paymentIntentId));
    const rows = await newsroom.ctx.db
      .select()
      .from(ledger)
      .where(eq(ledger.memberId, pass?.memberId ?? newId()))
      .orderBy(ledger.id);
    return { pass, rows: rows.map(({ delta, kind, cause }) => ({ delta, kind, cause })) };
  }

  test("a gift counts its recipient once, and its refund stops that", async () => {
    const before = shown()?.count ?? 0;
    const payment = await buy({ to: "given@readers.example" });
    await applyNew("backwards");
    expect(shown()).toMatchObject({ count: before + 1, breakdown: { gifts: 1 } });
    await refund(payment);
    await applyNew();
    expect(shown()).toMatchObject({ count: before, breakdown: { gifts: 0 } });
    expect((await rowsOf(payment)).rows).toEqual([
      { delta: 1, kind: "gift", cause: "event" },
      { delta: -1, kind: "gift", cause: "event" },
    ]);
  });

  test("a refund told of before its gift leaves nothing counted", async () => {
    const before = shown()?.count ?? 0;
    const payment = await buy({ to: "returned@readers.example" });
    await refund(payment);
    await applyNew("backwards");
    expect(shown()?.count).toBe(before);
    expect((await rowsOf(payment)).pass).toMatchObject({ counts: false, reason: "refunded" });
  });

  test("a gift counts from its first day to its last and not a moment longer", async () => {
    const before = shown()?.count ?? 0;
    const startsAt = inDays(5);
    const payment = await buy({ to: "later@readers.example", startsAt, months: 1 });
    await applyNew();
    await newsroom.advance(4 * DAY);
    await advanceDrives(newsroom.ctx);
    expect(shown()?.count).toBe(before);
    await newsroom.advance(DAY);
    await advanceDrives(newsroom.ctx);
    expect(shown()?.count).toBe(before + 1);
    await newsroom.advance(31 * DAY);
    await advanceDrives(newsroom.ctx);
    await advanceDrives(newsroom.ctx);
    expect(shown()?.count).toBe(before);
    const [started] = await newsroom.ctx.db.select().from(ledger).where(eq(ledger.cause, "start"));
    expect(started?.effectiveAt).toEqual(startsAt);
    expect((await rowsOf(payment)).rows).toEqual([
      { delta: 1, kind: "gift", cause: "start" },
      { delta: -1, kind: "gift", cause: "expiry" },
    ]);
  });

  test("a member who is given a gift, or gives one, is still one person", async () => {
    const before = shown();
    await newsroom.control("join", { email: "both@readers.example" });
    await buy({ to: "both@readers.example" });
    await applyNew();
    expect(shown()).toMatchObject({
      count: (before?.count ?? 0) + 1,
      breakdown: { gifts: before?.breakdown.gifts },
    });
  });

  test("someone given a gift who then joins becomes a subscriber, and is a gift's again when that ends", async () => {
    await buy({ to: "Grown@readers.example" });
    await applyNew();
    const given = shown();
    const { results } = (await newsroom.control("join", { email: "grown@readers.example" })) as {
      results: { subscription: string }[];
    };
    await applyNew();
    expect(shown()?.count).toBe(given?.count);
    expect(shown()?.breakdown.gifts).toBe((given?.breakdown.gifts ?? 0) - 1);
    await newsroom.ctx.stripe.subscriptions.cancel(results[0]?.subscription ?? "");
    await applyNew();
    expect(shown()?.breakdown).toEqual(given?.breakdown);
  });

  test("a pass counts its buyer, a lost dispute ends it, and a gift to nobody known counts on its own", async () => {
    const before = shown();
    const payment = await buy({ kind: "pass", buyer: "passenger@readers.example" });
    await buy({});
    await applyNew();
    expect(shown()?.breakdown).toMatchObject({
      passes: (before?.breakdown.passes ?? 0) + 1,
      gifts: (before?.breakdown.gifts ?? 0) + 1,
    });
    const dispute = (await newsroom.control(`payment_intents/${payment}/dispute`)) as { id: string };
    await newsroom.control(`disputes/${dispute.id}/close`, { status: "lost" });
    await applyNew();
    expect(shown()?.breakdown.passes).toBe(before?.breakdown.passes);
  });

  test("a recipient whose customer changes its address stays who they were given as", async () => {
    await buy({ to: "old@readers.example" });
    await newsroom.control("join", { email: "old@readers.example" });
    await applyNew();
    const before = shown()?.count ?? 0;
    // Stripe's events have whole seconds: in one second, the change would be in doubt.
    await newsroom.advance(2);
    const { data } = await newsroom.ctx.stripe.customers.list({ email: "old@readers.example" });
    await newsroom.ctx.stripe.customers.update(data[0]?.id ?? "", { email: "new@readers.example" });
    await applyNew();
    expect(shown()?.count).toBe(before + 1);
  });

  test("count, ledger, rows and breakdown agree after all of it", async () => {
    expect(await verify(newsroom.ctx)).toMatchObject({ ok: true, differences: [] });
  });
});
