import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "./start.ts";
import { control, stripeFor } from "./test-support.ts";

let emulator: Emulator;
let stripe: Stripe;

beforeAll(async () => {
  emulator = await startEmulator({ seed: "demo" });
  stripe = stripeFor(emulator);
});

afterAll(() => emulator.stop());

describe("keys", () => {
  it("refuses a missing or odd key", async () => {
    const none = await fetch(`${emulator.url}/v1/account`);
    expect(none.status).toBe(401);
    await expect(stripeFor(emulator, "sk_live_1").accounts.list()).rejects.toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
  });

  it("refuses writes with a read-only key and logs what was asked", async () => {
    const reader = stripeFor(emulator, "rk_test_ro_newsroom");
    expect((await reader.products.list()).data.length).toBeGreaterThan(0);
    await expect(reader.customers.create({ email: "a@example.com" })).rejects.toBeInstanceOf(
      Stripe.errors.StripePermissionError,
    );
    const { requests } = await control(emulator, "requests");
    expect((requests as { method: string; status: number }[]).at(-1)).toMatchObject({
      method: "POST",
      status: 403,
    });
  });
});

describe("errors", () => {
  it("names an unknown parameter", async () => {
    const odd = { limit: 3, colour: "red" } as Stripe.ProductListParams;
    await expect(stripe.products.list(odd)).rejects.toMatchObject({
      code: "parameter_unknown",
      param: "colour",
      statusCode: 400,
    });
  });

  it("names a missing and a nested parameter", async () => {
    const nothing = {} as Stripe.ProductCreateParams;
    await expect(stripe.products.create(nothing)).rejects.toMatchObject({
      code: "parameter_missing",
      param: "name",
    });
    const odd = {
      product: "prod_muster_membership",
      currency: "eur",
      unit_amount: 100,
      recurring: { interval: "fortnight" },
    } as Stripe.PriceCreateParams;
    await expect(stripe.prices.create(odd)).rejects.toMatchObject({ param: "recurring[interval]" });
  });

  it("says 404 for a missing object and 400 for one in a parameter", async () => {
    await expect(stripe.subscriptions.retrieve("sub_none")).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
      param: "id",
    });
    const session = { customer: "cus_none" };
    await expect(stripe.billingPortal.sessions.create(session)).rejects.toMatchObject({
      statusCode: 400,
      param: "customer",
    });
  });

  it("does not know addresses that are not Stripe's", async () => {
    const response = await fetch(`${emulator.url}/v1/unicorns`, {
      headers: { authorization: "Bearer sk_test_a" },
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });

  it("goes down, limits and errs on request", async () => {
    await control(emulator, "outage", { mode: "rate_limited", seconds: 60 });
    await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    await control(emulator, "outage", { mode: "unreachable", seconds: 60 });
    await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    await control(emulator, "outage", { mode: "errors", seconds: 60 });
    await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
    await control(emulator, "outage", { off: true });
    expect((await stripe.balance.retrieve()).object).toBe("balance");
  });

  it("answers loopback names only", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      const headers = { host: "rebound.example.com" };
      request({ port: emulator.port, path: "/_emulator/state", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });
});

describe("idempotency keys", () => {
  it("replay the first answer and refuse other parameters", async () => {
    const idempotencyKey = "attempt-1";
    const first = await stripe.customers.create({ email: "once@example.com" }, { idempotencyKey });
    const second = await stripe.customers.create({ email: "once@example.com" }, { idempotencyKey });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    await expect(
      stripe.customers.create({ email: "other@example.com" }, { idempotencyKey }),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });
});

describe("an older Stripe-Version", () => {
  it("gets the shapes of its time", async () => {
    const { results } = await control(emulator, "join", {});
    const [{ subscription }] = results as [{ subscription: string }];
    const response = await fetch(`${emulator.url}/v1/subscriptions/${subscription}`, {
      headers: { authorization: `Basic ${btoa("sk_test_old:")}`, "stripe-version": "2024-06-20" },
    });
    expect(response.headers.get("stripe-version")).toBe("2024-06-20");
    expect(await response.json()).toMatchObject({ id: subscription, current_period_end: expect.any(Number) });
  });
});

describe("lists", () => {
  it("page forwards and backwards over everything once", async () => {
    await control(emulator, "fill", { members: 250 });
    const seen = new Set<string>();
    const pages: Stripe.Subscription[][] = [];
    let after: string | undefined;
    do {
      const page = await stripe.subscriptions.list({ status: "all", limit: 100, starting_after: after });
      pages.push(page.data);
      for (const each of page.data) seen.add(each.id);
      after = page.has_more ? page.data.at(-1)?.id : undefined;
    } while (after);
    const all = pages.flat();
    expect(seen.size).toBe(all.length);
    expect(all.length).toBe(emulator.world.store.of("subscription").size);
    const stamps = all.map((each) => each.created);
    expect(stamps).toEqual(stamps.toSorted((a, b) => b - a));
    const back = await stripe.subscriptions.list({
      status: "all",
      limit: 100,
      ending_before: pages[1]![0]!.id,
    });
    expect(back.data.map((each) => each.id)).toEqual(pages[0]!.map((each) => each.id));
  });

  it("expand customers, invoices and discounts of each row", async () => {
    await control(emulator, "fill", { members: 20, shape: { discounted: 1 } });
    const page = await stripe.subscriptions.list({
      limit: 1,
      expand: ["data.customer", "data.latest_invoice", "data.discounts", "data.items.data.price.product"],
    });
    const [row] = page.data;
    expect((row!.customer as Stripe.Customer).object).toBe("customer");
    expect((row!.latest_invoice as Stripe.Invoice).object).toBe("invoice");
    expect((row!.items.data[0]!.price.product as Stripe.Product).object).toBe("product");
    await expect(stripe.subscriptions.list({ expand: ["customer"] })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it("filter subscriptions by price, status and time", async () => {
    const price = (await stripe.prices.list({ lookup_keys: ["family_yearly"] })).data[0]!;
    const family = await stripe.subscriptions.list({ price: price.id, limit: 100 });
    expect(family.data.length).toBeGreaterThan(0);
    expect(family.data.every((each) => each.items.data[0]!.price.id === price.id)).toBe(true);
    const late = await stripe.subscriptions.list({ status: "past_due", limit: 100 });
    expect(new Set(late.data.map((each) => each.status))).toEqual(new Set(["past_due"]));
    const future = await stripe.subscriptions.list({ status: "all", created: { gt: emulator.clock.now() } });
    expect(future.data).toEqual([]);
  });

  it("find customers by e-mail", async () => {
    const made = await stripe.customers.create({
      email: "Find.Me@example.com",
      metadata: { a: "1", b: "2" },
    });
    expect((await stripe.customers.list({ email: "Find.Me@example.com" })).data[0]!.id).toBe(made.id);
    const found = await stripe.customers.search({ query: "email:'find.me@example.com'" });
    expect(found.data[0]!.id).toBe(made.id);
    const changed = await stripe.customers.update(made.id, { metadata: { a: "", c: "3" } });
    expect(changed.metadata).toEqual({ b: "2", c: "3" });
  });

  it("show a price's currencies only when asked", async () => {
    const plain = (await stripe.prices.list({ lookup_keys: ["monthly"] })).data[0]!;
    expect(plain.currency_options).toBeUndefined();
    const full = await stripe.prices.retrieve(plain.id, { expand: ["currency_options", "product"] });
    expect(full.currency_options?.uah?.unit_amount).toBe(22_000);
    const { data } = await stripe.prices.list({
      lookup_keys: ["monthly"],
      expand: ["data.product", "data.currency_options"],
    });
    expect(data[0]?.currency_options?.uah?.unit_amount).toBe(22_000);
    expect(data[0]?.product).toMatchObject({ object: "product" });
    expect(String(full.unit_amount_decimal)).toBe("500");
  });
});
