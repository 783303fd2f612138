import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "./start.ts";
import { control, listenForWebhooks, type Receiver, stripeFor } from "./test-support.ts";

const DAY = 86_400;
let emulator: Emulator;
let stripe: Stripe;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await listenForWebhooks();
  emulator = await startEmulator({ webhook: { url: receiver.url, secret: receiver.secret } });
  stripe = stripeFor(emulator);
});

afterAll(async () => {
  await emulator.stop();
  await receiver.stop();
});

beforeEach(async () => {
  await control(emulator, "reset", { seed: "demo" });
  await control(emulator, "delivery", { concurrency: 1 });
  receiver.clear();
});

async function joined(lookupKey = "monthly", more: object = {}): Promise<Stripe.Subscription> {
  const answer = await control(emulator, "join", { lookupKey, ...more });
  const [result] = answer.results as { subscription: string }[];
  return stripe.subscriptions.retrieve(result!.subscription);
}

async function advance(seconds: number): Promise<void> {
  await control(emulator, "advance", { seconds });
  await receiver.settled(emulator);
}

async function heard(): Promise<void> {
  await receiver.settled(emulator);
  receiver.clear();
}

function only(type: string): Stripe.Event[] {
  return receiver.events.filter((event) => event.type === type);
}

describe("time", () => {
  it("renews at the end of the period, stamped at its due time", async () => {
    const subscription = await joined();
    const end = subscription.items.data[0]!.current_period_end;
    await heard();
    await advance(70 * DAY);
    expect(only("customer.subscription.updated")[0]!.created).toBe(end);
    expect(only("invoice.paid").length).toBe(2);
    const stamps = receiver.events.map((event) => event.created);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    const now = await stripe.subscriptions.retrieve(subscription.id);
    expect(now.items.data[0]!.current_period_end).toBeGreaterThan(end);
  });

  it("answers with the emulator's own Date", async () => {
    await control(emulator, "advance", { seconds: 10 * DAY });
    const response = await fetch(`${emulator.url}/v1/account`, {
      headers: { authorization: "Bearer sk_test_x" },
    });
    const ahead = Date.parse(response.headers.get("date")!) - Date.now();
    expect(ahead / 1000).toBeGreaterThan(10 * DAY - 60);
  });

  it("fails a renewal, retries on schedule and ends the subscription", async () => {
    const subscription = await joined();
    await control(emulator, `subscriptions/${subscription.id}/fail-renewal`, {});
    await heard();
    await advance(33 * DAY);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    expect(only("invoice.payment_failed").length).toBeGreaterThan(0);
    await advance(20 * DAY);
    expect(only("invoice.payment_failed")).toHaveLength(4);
    const ended = await stripe.subscriptions.retrieve(subscription.id);
    expect(ended.status).toBe("canceled");
    expect(ended.cancellation_details?.reason).toBe("payment_failed");
  });

  it("recovers when a retry works", async () => {
    const subscription = await joined();
    await control(emulator, `subscriptions/${subscription.id}/fail-renewal`, { attempts: 1 });
    await advance(32 * DAY);
    await advance(4 * DAY);
    const recovered = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice.payments"],
    });
    expect(recovered.status).toBe("active");
    expect((recovered.latest_invoice as Stripe.Invoice).payments?.data).toHaveLength(1);
  });

  it("brings a late subscription back when its next renewal is paid", async () => {
    const subscription = await joined();
    await control(emulator, `subscriptions/${subscription.id}/status`, { status: "past_due" });
    await advance(32 * DAY);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("leaves a subscription unpaid when the account says so", async () => {
    const subscription = await joined();
    await control(emulator, `subscriptions/${subscription.id}/fail-renewal`, { afterRetries: "unpaid" });
    await advance(50 * DAY);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("unpaid");
  });

  it("ends a trial with the first payment", async () => {
    const customer = await stripe.customers.create({ email: "trial@example.com" });
    const price = (await stripe.prices.list({ lookup_keys: ["monthly"] })).data[0]!;
    const trial = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 7,
    });
    expect(trial.status).toBe("trialing");
    await advance(8 * DAY);
    const active = await stripe.subscriptions.retrieve(trial.id, { expand: ["latest_invoice"] });
    expect(active.status).toBe("active");
    expect((active.latest_invoice as Stripe.Invoice).amount_paid).toBe(500);
  });

  it("expires an open Checkout Session after a day", async () => {
    const price = (await stripe.prices.list({ lookup_keys: ["tote"] })).data[0]!;
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://127.0.0.1:3000/",
    });
    await advance(DAY + 1);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired");
    expect(only("checkout.session.expired")).toHaveLength(1);
  });

  it("makes void invoices while collection is paused", async () => {
    const subscription = await joined();
    await control(emulator, `subscriptions/${subscription.id}/pause`, { behavior: "void" });
    await advance(32 * DAY);
    const invoices = await stripe.invoices.list({ subscription: subscription.id });
    expect(invoices.data.map((invoice) => invoice.status)).toEqual(["void", "paid"]);
    await control(emulator, `subscriptions/${subscription.id}/unpause`, {});
    expect((await stripe.subscriptions.retrieve(subscription.id)).pause_collection).toBeNull();
  });

  it("sends invoices and marks them past due when nobody pays", async () => {
    const customer = await stripe.customers.create({ email: "office@example.com" });
    const price = (await stripe.prices.list({ lookup_keys: ["yearly"] })).data[0]!;
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      collection_method: "send_invoice",
      days_until_due: 14,
    });
    await advance(15 * DAY);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    await stripe.invoices.pay(subscription.latest_invoice as string, { paid_out_of_band: true });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });
});

describe("money that comes back", () => {
  it("refunds a subscription's latest payment, traceable to its invoice", async () => {
    const subscription = await joined();
    await heard();
    const refund = await control(emulator, `subscriptions/${subscription.id}/refund`, {});
    await receiver.settled(emulator);
    expect(receiver.types()).toEqual(["refund.created", "charge.refunded"]);
    const charge = receiver.events[1]!.data.object as Stripe.Charge;
    expect(charge.refunded).toBe(true);
    expect(receiver.events[1]!.data.previous_attributes).toEqual({ amount_refunded: 0, refunded: false });
    const payments = await stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: refund.payment_intent as string },
    });
    const invoice = await stripe.invoices.retrieve(payments.data[0]!.invoice as string);
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
      code: "charge_already_refunded",
    });
  });

  it("opens and loses a dispute", async () => {
    const subscription = await joined();
    await heard();
    const dispute = await control(emulator, `subscriptions/${subscription.id}/dispute`, {});
    await control(emulator, `disputes/${dispute.id as string}/close`, { status: "lost" });
    await receiver.settled(emulator);
    expect(receiver.types()).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.closed",
    ]);
    expect((await stripe.disputes.retrieve(dispute.id as string)).status).toBe("lost");
  });
});

describe("updates through the API", () => {
  it("cancels at the end of the period, takes it back, and cancels now", async () => {
    const { id } = await joined();
    const leaving = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(leaving.cancel_at_period_end).toBe(true);
    const staying = await stripe.subscriptions.update(id, { cancel_at_period_end: false });
    expect(staying.cancel_at).toBeNull();
    expect((await stripe.subscriptions.cancel(id)).status).toBe("canceled");
    await expect(stripe.subscriptions.cancel(id)).rejects.toMatchObject({ statusCode: 404 });
  });

  it("deletes a customer, whose subscriptions end", async () => {
    const subscription = await joined();
    const customer = subscription.customer as string;
    await heard();
    expect((await stripe.customers.del(customer)).deleted).toBe(true);
    await receiver.settled(emulator);
    expect(receiver.types()).toEqual(["customer.subscription.deleted", "customer.deleted"]);
    expect((await stripe.customers.retrieve(customer)).deleted).toBe(true);
    const expanded = await stripe.subscriptions.retrieve(subscription.id, { expand: ["customer"] });
    expect((expanded.customer as Stripe.DeletedCustomer).deleted).toBe(true);
  });
});
