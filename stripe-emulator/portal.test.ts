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

async function act(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

describe("the Billing Portal", () => {
  it("cancels by setting cancel_at and leaves cancel_at_period_end false", async () => {
    const subscription = await joined();
    await heard();
    const portal = await stripe.billingPortal.sessions.create({
      customer: subscription.customer as string,
      return_url: "http://127.0.0.1:3000/account",
    });
    const page = await (await fetch(portal.url)).text();
    expect(page).toContain("EMULATOR, NO REAL PAYMENTS");
    expect(page).toContain("Cancel subscription");
    expect(page).toContain('href="http://127.0.0.1:3000/account"');
    await act(portal.url, { subscription: subscription.id, act: "cancel" });
    await act(portal.url, { subscription: subscription.id, act: "cancel" });
    await receiver.settled(emulator);

    expect(receiver.types()).toEqual(["customer.subscription.updated"]);
    const { object, previous_attributes: previous } = receiver.events[0]!.data;
    const updated = object as Stripe.Subscription;
    expect(updated.cancel_at_period_end).toBe(false);
    expect(updated.cancel_at).toBe(subscription.items.data[0]!.current_period_end);
    expect(previous).toEqual({
      cancel_at: null,
      canceled_at: null,
      cancellation_details: { reason: null },
    });

    await act(portal.url, { subscription: subscription.id, act: "resume" });
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
    await act(portal.url, { subscription: subscription.id, act: "cancel" });
    await heard();
    await advance(32 * DAY);
    const deleted = only("customer.subscription.deleted");
    expect(deleted).toHaveLength(1);
    expect(deleted[0]!.created).toBe(updated.cancel_at);
    expect(only("invoice.created")).toHaveLength(0);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });

  it("changes between monthly and yearly", async () => {
    const subscription = await joined();
    const yearly = (await stripe.prices.list({ lookup_keys: ["yearly"] })).data[0]!;
    const portal = await stripe.billingPortal.sessions.create({ customer: subscription.customer as string });
    await act(portal.url, { subscription: subscription.id, act: "change", price: yearly.id });
    const changed = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(changed.items.data[0]!.price.id).toBe(yearly.id);
    expect((changed.latest_invoice as Stripe.Invoice).amount_paid).toBe(5000);
  });

  it("does not act on somebody else's subscription", async () => {
    const [mine, other] = [await joined(), await joined()];
    const portal = await stripe.billingPortal.sessions.create({ customer: mine.customer as string });
    await act(portal.url, { subscription: other.id, act: "cancel" });
    expect((await stripe.subscriptions.retrieve(other.id)).cancel_at).toBeNull();
  });

  it("says the same words at the login page whether or not a customer exists", async () => {
    await joined("monthly", { email: "known@example.com" });
    const [configuration] = (await stripe.billingPortal.configurations.list({ is_default: true })).data;
    const url = configuration!.login_page.url!;
    const words = "If the address you entered belongs to a customer, you will get a link to log in.";
    const known = await (await act(url, { email: "Known@example.com" })).text();
    const unknown = await (await act(url, { email: "unknown@example.com" })).text();
    expect(known).toContain(words);
    expect(unknown).toContain(words);
    expect(known).toContain("/p/session/");
    expect(unknown).not.toContain("/p/session/");
  });
});
