import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "./start.ts";
import { control, listenForWebhooks, type Receiver, stripeFor } from "./test-support.ts";

let receiver: Receiver;
let emulator: Emulator;
let stripe: Stripe;

beforeAll(async () => {
  receiver = await listenForWebhooks();
});

afterAll(() => receiver.stop());

beforeEach(async () => {
  receiver.answer = 200;
  receiver.clear();
  emulator = await startEmulator({ seed: "demo", webhook: { url: receiver.url, secret: receiver.secret } });
  stripe = stripeFor(emulator);
});

afterEach(() => emulator.stop());

const join1 = (more: object = {}) => control(emulator, "join", more);

describe("delivery", () => {
  it("tries again until the endpoint answers, and tracks what is pending", async () => {
    receiver.answer = 500;
    await join1();
    await expect.poll(async () => (await control(emulator, "deliveries")).attempts).not.toEqual([]);
    const failed = await stripe.events.list({ delivery_success: false, types: ["customer.created"] });
    expect(failed.data[0]!.pending_webhooks).toBe(1);
    receiver.answer = 200;
    await expect.poll(() => receiver.types(), { timeout: 5000 }).toContain("customer.created");
    await receiver.settled(emulator);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    expect((await stripe.events.retrieve(failed.data[0]!.id)).pending_webhooks).toBe(0);
  });

  it("sends each event as often as the switch says, with one id", async () => {
    await control(emulator, "delivery", { duplicates: 3 });
    await join1();
    await receiver.settled(emulator);
    const ids = receiver.events.map((event) => event.id);
    expect(ids.length).toBe(30);
    expect(new Set(ids).size).toBe(10);
  });

  it("shuffles and freezes the second", async () => {
    await control(emulator, "delivery", { shuffle: true, sameSecond: true, on: false });
    await join1({ count: 10 });
    await control(emulator, "delivery", { on: true });
    await receiver.settled(emulator);
    expect(receiver.events).toHaveLength(100);
    expect(new Set(receiver.events.map((event) => event.created)).size).toBe(1);
    const listed = await stripe.events.list({ limit: 100 });
    const order = listed.data.map((event) => event.id).toReversed();
    expect(receiver.events.map((event) => event.id)).not.toEqual(order);
  });

  it("keeps everything while off and drops what it is told to drop", async () => {
    await control(emulator, "delivery", { drop: 1 });
    await join1();
    await expect.poll(async () => (await control(emulator, "deliveries")).attempts).toHaveLength(10);
    expect(receiver.events).toHaveLength(0);
    await control(emulator, "delivery", { drop: 0 });
    await receiver.settled(emulator);
    expect(receiver.events).toHaveLength(10);
  });

  it("follows endpoints made through the API", async () => {
    const other = await listenForWebhooks();
    const endpoint = await stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ["invoice.paid"],
    });
    other.secret = endpoint.secret!;
    expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    await join1();
    await receiver.settled(emulator);
    expect(other.types()).toEqual(["invoice.paid"]);
    await stripe.webhookEndpoints.del(endpoint.id);
    await other.stop();
  });

  it("lists events by type and page", async () => {
    await join1({ count: 3 });
    const paid = await stripe.events.list({ types: ["invoice.paid", "invoice.created"], limit: 4 });
    expect(paid.data).toHaveLength(4);
    expect(paid.has_more).toBe(true);
    const newer = await stripe.events.list({ type: "invoice.paid", ending_before: paid.data.at(-1)!.id });
    expect(newer.data.every((event) => event.type === "invoice.paid")).toBe(true);
    await receiver.settled(emulator);
  });

  it("delivers every event of a hundred joins once", async () => {
    await join1({ count: 100 });
    await receiver.settled(emulator);
    expect(receiver.events).toHaveLength(1000);
    expect(new Set(receiver.events.map((event) => event.id)).size).toBe(1000);
  });
});

describe("old API versions", () => {
  it("are kept for ever by the events made under them", async () => {
    await control(emulator, "delivery", { apiVersion: "2020-03-02" });
    await join1();
    await control(emulator, "delivery", { apiVersion: null });
    await receiver.settled(emulator);
    const byType = new Map(receiver.events.map((event) => [event.type as string, event]));
    const object = (type: string) => byType.get(type)!.data.object as unknown as Record<string, unknown>;
    expect(byType.get("invoice.paid")!.api_version).toBe("2020-03-02");
    const subscription = object("customer.subscription.created");
    expect(subscription.current_period_end).toBeTypeOf("number");
    expect(subscription.discounts).toBeUndefined();
    const [item] = (subscription.items as { data: Record<string, unknown>[] }).data;
    expect(item!.current_period_end).toBeUndefined();
    const invoice = object("invoice.paid");
    expect(invoice).toMatchObject({ subscription: subscription.id, paid: true });
    expect(invoice.parent).toBeUndefined();
    expect(object("charge.succeeded").invoice).toBe(invoice.id);
    expect(object("payment_intent.succeeded").invoice).toBe(invoice.id);
    expect(invoice.charge).toBe(object("charge.succeeded").id);
    const listed = await stripe.events.list({ type: "invoice.paid" });
    expect((listed.data[0]!.data.object as unknown as Record<string, unknown>).subscription).toBe(
      subscription.id,
    );
  });
});

describe("the journal", () => {
  it("brings back everything, and the events that nobody took", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "emulator-"));
    const webhook = { url: receiver.url, secret: receiver.secret };
    receiver.answer = 503;
    const first = await startEmulator({ dataDir, seed: "demo", webhook });
    await control(first, "fill", { members: 500 });
    await control(first, "join", {});
    await control(first, "advance", { seconds: 3 * 86_400 });
    const api = stripeFor(first);
    const held = await api.subscriptions.list({ status: "active", limit: 100 });
    await api.subscriptions.cancel(held.data[50]!.id);
    const prices = await api.prices.list({ limit: 100 });
    const canceled = await api.subscriptions.retrieve(held.data[50]!.id);
    const offset = first.clock.offsetMs;
    await first.stop();

    receiver.answer = 200;
    receiver.clear();
    const second = await startEmulator({ dataDir, seed: "demo", webhook });
    const again = stripeFor(second);
    expect(second.port).toBe(first.port);
    expect(second.clock.offsetMs).toBe(offset);
    expect((await again.prices.list({ limit: 100 })).data).toEqual(prices.data);
    expect(second.world.store.of("subscription").size).toBe(first.world.store.of("subscription").size);
    const ended = await again.subscriptions.retrieve(canceled.id);
    expect(ended).toEqual(canceled);
    await receiver.settled(second);
    expect(receiver.types()).toContain("checkout.session.completed");
    expect(receiver.types()).toContain("customer.subscription.deleted");
    await control(second, "reset", { seed: "empty" });
    await second.stop();

    const third = await startEmulator({ dataDir, seed: "empty" });
    expect((await stripeFor(third).customers.list()).data).toEqual([]);
    await third.stop();
    await rm(dataDir, { recursive: true });
  });
});

describe("an endpoint with its own API version", () => {
  it("gets events, and what changed in them, in that shape", async () => {
    const old = await listenForWebhooks();
    const endpoint = await stripe.webhookEndpoints.create({
      url: old.url,
      enabled_events: ["customer.subscription.created", "customer.subscription.updated"],
      api_version: "2024-06-20",
    });
    old.secret = endpoint.secret!;
    await join1();
    await control(emulator, "advance", { seconds: 32 * 86_400 });
    await receiver.settled(emulator);
    const updated = old.events.find((event) => event.type === "customer.subscription.updated")!;
    expect(updated.api_version).toBe("2024-06-20");
    expect(Object.keys(updated.data.previous_attributes!).toSorted()).toEqual([
      "current_period_end",
      "current_period_start",
      "latest_invoice",
    ]);
    const listed = await stripe.events.retrieve(updated.id);
    expect(listed.api_version).toBe("2026-10-28.endive");
    await old.stop();
  });
});
