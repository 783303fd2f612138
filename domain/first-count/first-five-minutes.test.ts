import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/domain/context";
import { NEEDED_EVENTS } from "@/domain/doctor/check-endpoint";
import { examine } from "@/domain/doctor/examine";
import { describeFindings, type Finding } from "@/domain/doctor/finding";
import { hashEmail } from "@/domain/membership/email-hash";
import { backfill } from "@/domain/repair/backfill";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { MEMBERSHIP } from "@/domain/testing/quiet-context";
import { compareLists } from "./compare-lists";
import { countAccount, describeCount, memberListOf, productNames } from "./count-account";
import { parseCsv, readMemberList } from "./read-member-list";
import { summarise, type TalliedSubscription } from "./tally";

const KEY = "a key for tests only";
const quiet = () => {};

describe("another system's list", () => {
  test("is read with quotes, semicolons, a byte order mark and either kind of line end", () => {
    expect(parseCsv('a,"b ""c"", d"\r\n\n"x\ny",z')).toEqual([
      ["a", 'b "c", d'],
      ["x\ny", "z"],
    ]);
    const list = readMemberList("\uFEFFName;E-Mail\nAnna;ANNA@x.org\nBo;\nAnna;anna@x.org \n", KEY);
    expect(list).toEqual({
      people: [{ line: 2, emailHash: hashEmail("anna@x.org", KEY) }],
      rows: 3,
      withoutEmail: 1,
      repeated: 1,
    });
  });

  test("needs no header, but needs addresses", () => {
    expect(readMemberList("7,bo@x.org\n8,cy@x.org", KEY).people.map(({ line }) => line)).toEqual([1, 2]);
    expect(() => readMemberList("name\nAnna", KEY)).toThrow("no column of e-mail addresses");
    expect(() => readMemberList("", KEY)).toThrow("empty");
  });

  test("is explained without a rest: every row and every counted person is somewhere", () => {
    const person = (email: string, id: string, reason: TalliedSubscription["reason"]) => ({
      id,
      person: hashEmail(email, KEY) ?? "",
      productId: "p",
      reason,
    });
    const tallied = [
      person("both@x.org", "sub_1", null),
      person("free@x.org", "sub_2", "free"),
      person("here@x.org", "sub_3", null),
      person("here@x.org", "sub_4", "canceled"),
    ];
    const list = readMemberList("email\nboth@x.org\nfree@x.org\npatreon@x.org\nboth@x.org\n-\n", KEY);
    const by = compareLists(tallied, list);
    expect(by).toEqual({
      inBoth: 1,
      notCounting: [{ reason: "free", n: 1, examples: ["sub_2"] }],
      notInStripe: { n: 1, examples: ["line 4"] },
      onlyHere: { n: 1, examples: ["sub_3"] },
    });
    const explained = by.inBoth + 1 + by.notInStripe.n + list.repeated + list.withoutEmail;
    expect(explained).toBe(list.rows);
    expect(by.inBoth + by.onlyHere.n).toBe(summarise(tallied).people);
  });
});

describe("the first five minutes with a read-only key", () => {
  let newsroom: Newsroom;
  let ctx: Ctx;

  beforeAll(async () => {
    newsroom = await openNewsroom("pglite");
    // Shares at which no sort asserted below can be missing from a fill by chance.
    await newsroom.control("fill", { members: 450, shape: { free: 0.05, trialing: 0.05 } });
    const { results } = (await newsroom.control("join", { count: 3 })) as {
      results: { subscription: string }[];
    };
    await newsroom.control(`subscriptions/${results[0]?.subscription}/refund`);
    newsroom.emulator.world.requests.length = 0;
    const stripe = new Stripe("rk_test_ro_newsroom", {
      host: "127.0.0.1",
      port: newsroom.emulator.port,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
    });
    const settings = {
      ...newsroom.ctx.settings,
      siteUrl: "http://127.0.0.1:9",
      joinUrl: "https://courier.example/join",
      accountUrl: "https://courier.example/account",
    };
    ctx = { ...newsroom.ctx, stripe, settings };
  });
  afterAll(() => newsroom.close());

  const about = (findings: Finding[], name: string) => findings.filter((each) => each.about === name);

  test("every subscription is explained, and the import brings the same number to the banner", async () => {
    const allowed = new Set([MEMBERSHIP]);
    const tallied = await countAccount(ctx, allowed, quiet);
    const summary = summarise(tallied);
    const explained = summary.people + summary.doubles + summary.byReason.reduce((sum, { n }) => sum + n, 0);
    expect(explained).toBe(newsroom.emulator.world.store.of("subscription").size);
    const reasons = summary.byReason.map(({ reason }) => reason);
    expect(reasons).toEqual(
      expect.arrayContaining(["other_product", "canceled", "free", "trialing", "refunded"]),
    );
    const lines = describeCount(
      tallied,
      allowed,
      await productNames(ctx),
      memberListOf(ctx, "email\na@b.org"),
    );
    expect(lines[0]).toContain(`${summary.people} members count`);
    expect(lines.join("\n")).toContain("1  are listed and unknown to Stripe (such as line 2)");
    const { after } = await backfill(ctx, { preview: false, print: quiet });
    expect(after).toBe(summary.people);
    expect(ctx.feed.read("current")?.progress.count).toBe(summary.people);
  });

  test("without membership products the count says which there are and what to do", async () => {
    const lines = describeCount(await countAccount(ctx, new Set(), quiet), new Set(), new Map(), null);
    expect(lines[0]).toMatch(/^0 members count/);
    expect(lines.join("\n")).toContain("STRIPE_MEMBERSHIP_PRODUCTS");
  });

  test("the doctor says what is not right and what to do, and is content when it is", async () => {
    const before = await examine(ctx);
    expect(about(before, "Stripe key")).toMatchObject([{ state: "well" }]);
    expect(about(before, "Webhook endpoint")[0]).toMatchObject({ state: "ill" });
    expect(about(before, "Webhook endpoint")[0]?.todo).toContain("customer.subscription.updated");
    expect(about(before, "Stream")[0]).toMatchObject({ state: "ill" });
    expect(describeFindings(before).at(-1)).toMatch(/to put right/);
    await newsroom.ctx.stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/api/stripe/webhook",
      enabled_events: [...NEEDED_EVENTS].filter((type) => type !== "charge.refunded"),
    });
    const [missing] = about(await examine(ctx), "Webhook endpoint");
    expect(missing).toMatchObject({ state: "ill", says: expect.stringContaining("charge.refunded") });
    await newsroom.ctx.stripe.webhookEndpoints.create({
      url: "http://localhost:9/api/stripe/webhook",
      enabled_events: ["*"],
    });
    await newsroom.ctx.stripe.webhookEndpoints.del(
      (await newsroom.ctx.stripe.webhookEndpoints.list()).data.find((each) => each.url.includes("127"))?.id ??
        "",
    );
    const after = await examine(ctx);
    for (const name of ["Stripe key", "Stripe account", "Clock", "Webhook endpoint", "Products"]) {
      expect(about(after, name)).toMatchObject([{ state: "well" }]);
    }
  });

  test("a key that Stripe refuses, or may not read, is named with what to do", async () => {
    const withKey = (key: string) =>
      new Stripe(key, {
        host: "127.0.0.1",
        port: newsroom.emulator.port,
        protocol: "http",
        maxNetworkRetries: 0,
      });
    const refused = await examine({ ...ctx, stripe: withKey("sk_live_wrong") });
    expect(refused[0]).toMatchObject({ state: "ill", todo: expect.stringContaining("STRIPE_SECRET_KEY") });
    await newsroom.control("outage", { mode: "unreachable", seconds: 60 });
    const away = await examine({ ...ctx, stripe: withKey("sk_test_away") });
    await newsroom.control("outage", { off: true });
    expect(away[0]).toMatchObject({ state: "ill", says: "Stripe cannot be reached" });
  });

  test("nothing was ever written to Stripe with that key", () => {
    const { requests } = newsroom.emulator.world;
    expect(requests.length).toBeGreaterThan(20);
    const ours = requests.filter(({ path }) => !path.startsWith("/v1/webhook_endpoints"));
    expect(ours.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});
