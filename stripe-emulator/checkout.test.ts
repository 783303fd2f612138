import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "./start.ts";
import { control, listenForWebhooks, type Receiver, stripeFor } from "./test-support.ts";

let emulator: Emulator;
let stripe: Stripe;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await listenForWebhooks();
  emulator = await startEmulator({ seed: "demo", webhook: { url: receiver.url, secret: receiver.secret } });
  stripe = stripeFor(emulator);
  await control(emulator, "delivery", { concurrency: 1 });
});

afterAll(async () => {
  await emulator.stop();
  await receiver.stop();
});

async function monthly(): Promise<Stripe.Price> {
  const prices = await stripe.prices.list({ lookup_keys: ["monthly"], expand: ["data.currency_options"] });
  return prices.data[0]!;
}

async function openSession(more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: (await monthly()).id, quantity: 1 }],
    success_url: "http://127.0.0.1:3000/welcome?session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:3000/join",
    metadata: { article: "harbour" },
    subscription_data: { metadata: { article: "harbour" } },
    ...more,
  });
}

function pay(url: string, fields: Record<string, string>) {
  const form = { email: "olena@example.com", name: "Olena", card: "4242 4242 4242 4242", ...fields };
  return fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
}

describe("the hosted Checkout page", () => {
  it("takes a payment, leads to the success page and tells of it in Stripe's order", async () => {
    await receiver.settled(emulator);
    receiver.clear();
    const session = await openSession({ locale: "uk" });
    const page = await fetch(session.url!);
    const text = await page.text();
    expect(text).toContain("EMULATOR, NO REAL PAYMENTS");
    expect(text).toContain('<html lang="uk">');
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");

    const paid = await pay(session.url!, {});
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toBe(`http://127.0.0.1:3000/welcome?session_id=${session.id}`);

    await receiver.settled(emulator);
    expect(receiver.types()).toEqual([
      "customer.created",
      "checkout.session.completed",
      "customer.subscription.created",
      "invoice.created",
      "invoice.finalized",
      "invoice.paid",
      "invoice.payment_succeeded",
      "invoice_payment.paid",
      "payment_intent.succeeded",
      "charge.succeeded",
    ]);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["subscription.latest_invoice", "customer", "line_items"],
    });
    expect(done.status).toBe("complete");
    expect(done.payment_status).toBe("paid");
    const subscription = done.subscription as Stripe.Subscription;
    expect(subscription.status).toBe("active");
    expect(subscription.metadata).toEqual({ article: "harbour" });
    const invoice = subscription.latest_invoice as Stripe.Invoice;
    expect(invoice.amount_paid).toBe(500);
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
    expect((done.customer as Stripe.Customer).email).toBe("olena@example.com");
    expect(done.line_items?.data[0]?.price?.lookup_key).toBe("monthly");
  });

  it("counts a double submit once", async () => {
    const session = await openSession();
    const answers = await Promise.all([pay(session.url!, {}), pay(session.url!, {}), pay(session.url!, {})]);
    expect(answers.map((each) => each.status)).toEqual([303, 303, 303]);
    const again = await fetch(session.url!, { redirect: "manual" });
    const done = await stripe.checkout.sessions.retrieve(session.id);
    expect(done.url).toBeNull();
    expect(again.status).toBe(303);
    const found = await stripe.subscriptions.list({ customer: done.customer as string });
    expect(found.data).toHaveLength(1);
  });

  it("says that a card was declined and lets the reader try again", async () => {
    await receiver.settled(emulator);
    receiver.clear();
    const session = await openSession();
    const declined = await pay(session.url!, { card: "4000 0000 0000 0002" });
    expect(declined.status).toBe(422);
    expect(await declined.text()).toContain("Your card was declined");
    await receiver.settled(emulator);
    expect(receiver.types()).toEqual(["charge.failed", "payment_intent.payment_failed"]);
    expect((await pay(session.url!, {})).status).toBe(303);
  });

  it("asks to authenticate and obeys the answer", async () => {
    const session = await openSession();
    const card = "4000 0025 0000 3155";
    const asked = await pay(session.url!, { card });
    expect(await asked.text()).toContain("Complete authentication");
    expect((await pay(session.url!, { card, authentication: "fail" })).status).toBe(422);
    expect((await pay(session.url!, { card, authentication: "complete" })).status).toBe(303);
  });

  it("offers a way back that changes nothing", async () => {
    const session = await openSession();
    expect(await (await fetch(session.url!)).text()).toContain('href="http://127.0.0.1:3000/join"');
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  });

  it("says that an expired session has expired", async () => {
    const session = await openSession();
    const url = session.url!;
    await stripe.checkout.sessions.expire(session.id);
    const page = await pay(url, {});
    expect(page.status).toBe(410);
    expect(await page.text()).toContain("has expired");
  });

  it("charges in another currency of the price", async () => {
    const session = await openSession({ currency: "uah" });
    expect(session.amount_total).toBe(22_000);
    await pay(session.url!, {});
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    const subscription = done.subscription as Stripe.Subscription;
    expect(subscription.currency).toBe("uah");
    expect(subscription.items.data[0]?.price.unit_amount).toBe(22_000);
  });

  it("takes a chosen amount within its limits", async () => {
    const price = await stripe.prices.create({
      product: "prod_muster_gift",
      currency: "eur",
      custom_unit_amount: { enabled: true, minimum: 300, maximum: 10_000, preset: 1000 },
    });
    const session = await openSession({
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: undefined,
      payment_intent_data: { metadata: { kind: "pass" } },
    });
    expect((await pay(session.url!, { amount: "1" })).status).toBe(422);
    expect((await pay(session.url!, { amount: "12,50" })).status).toBe(303);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge"],
    });
    const intent = done.payment_intent as Stripe.PaymentIntent;
    expect(intent.amount_received).toBe(1250);
    expect(intent.metadata).toEqual({ kind: "pass" });
    expect((intent.latest_charge as Stripe.Charge).paid).toBe(true);
  });

  it("takes a promotion code", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 100, duration: "forever" });
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "FRIEND" });
    const session = await openSession({ allow_promotion_codes: true });
    expect((await pay(session.url!, { code: "nope" })).status).toBe(422);
    expect((await pay(session.url!, { code: "friend" })).status).toBe(303);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["subscription.discounts.source.coupon"],
    });
    const discount = (done.subscription as Stripe.Subscription).discounts[0] as Stripe.Discount;
    expect((discount.source.coupon as Stripe.Coupon).percent_off).toBe(100);
    expect(done.amount_total).toBe(0);
  });
});
