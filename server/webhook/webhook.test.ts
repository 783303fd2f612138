import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { stripeEvents, unsettled } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { subscriptionEvent } from "@/domain/testing/subscription-event";
import { ProgressHub } from "../live/progress-hub";
import { type Door, openDoor } from "../testing/open-door";
import { forgeries, SECRET, sign } from "./testing/signed-events";

const RETIRING = "whsec_retiring";

interface Answer {
  status: number;
  outcome?: string;
  code?: string;
}

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  let hub: ProgressHub;
  let door: Door;

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    hub = new ProgressHub();
    hub.publish([...newsroom.ctx.feed.all()]);
    newsroom.ctx.feed = hub;
    door = await openDoor({ ctx: newsroom.ctx, hub, secrets: ["", SECRET, RETIRING] });
  });
  afterAll(async () => {
    await door.close();
    await newsroom.close();
  });

  async function post(
    body: string | Buffer,
    headers: Record<string, string>,
    method = "POST",
  ): Promise<Answer> {
    const res = await fetch(`${door.url}/api/stripe/webhook`, {
      method,
      headers,
      ...(method === "POST" && { body: new Uint8Array(Buffer.from(body)) }),
    });
    const answer = (await res.json()) as { outcome?: string; error?: { code: string } };
    return { status: res.status, outcome: answer.outcome, code: answer.error?.code };
  }

  const send = (event: object, secret = SECRET) => {
    const body = JSON.stringify(event);
    return post(body, { "stripe-signature": sign(body, secret) });
  };
  const shown = () => hub.read("current")?.progress.count;
  const stored = async (id: string) =>
    (await newsroom.ctx.db.select().from(stripeEvents).where(eq(stripeEvents.id, id)))[0];

  test("an event is answered 200 only once its effect can be read", async () => {
    const event = subscriptionEvent();
    expect(await send(event)).toEqual({ status: 200, outcome: "applied", code: undefined });
    expect(await stored(event.id)).toMatchObject({ outcome: "applied" });
    expect(shown()).toBe(1);
  });

  test("the same event again, twenty at once, is a duplicate and counts once", async () => {
    const before = shown() ?? 0;
    const event = subscriptionEvent();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(event)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.filter(({ outcome }) => outcome === "applied")).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(19);
    expect(shown()).toBe(before + 1);
  });

  test("two servers given the same events at once count each once", async () => {
    const before = shown() ?? 0;
    // On PostgreSQL the other server has connections of its own; PGlite admits one process.
    const { databaseUrl } = newsroom;
    const second = databaseUrl ? await openDatabase({ url: databaseUrl, poolSize: 3 }) : null;
    const ctx = second ? { ...newsroom.ctx, db: second.db } : newsroom.ctx;
    const other = await openDoor({ ctx, hub, secrets: [SECRET] });
    const events = Array.from({ length: 25 }, () => subscriptionEvent());
    const answers = await Promise.all(
      events.flatMap((event) => {
        const body = JSON.stringify(event);
        return [door, other].map(async ({ url }) => {
          const res = await fetch(`${url}/api/stripe/webhook`, {
            method: "POST",
            headers: { "stripe-signature": sign(body, SECRET) },
            body,
          });
          return ((await res.json()) as { outcome: string }).outcome;
        });
      }),
    );
    await other.close();
    await second?.close();
    expect(answers.filter((outcome) => outcome === "applied")).toHaveLength(25);
    expect(answers.filter((outcome) => outcome === "duplicate")).toHaveLength(25);
    expect(shown()).toBe(before + 25);
  });

  test("while a secret is rotated both are taken, and an empty one matches nothing", async () => {
    expect((await send(subscriptionEvent(), RETIRING)).status).toBe(200);
    expect(await send(subscriptionEvent(), "")).toMatchObject({ status: 400, code: "signature_wrong" });
  });

  test("nothing that was forged or changed on its way is taken", async () => {
    const before = shown();
    for (const { body, signature, why } of forgeries()) {
      const answer = await post(body, signature === null ? {} : { "stripe-signature": signature });
      expect({ why, status: answer.status }).toEqual({ why, status: 400 });
    }
    expect(shown()).toBe(before);
  });

  test("what is not an event is refused, and says why", async () => {
    const refused = async (body: string) => post(body, { "stripe-signature": sign(body, SECRET) });
    expect(await refused("not json")).toMatchObject({ status: 400, code: "not_json" });
    expect(await refused("[1]")).toMatchObject({ status: 400, code: "not_an_event" });
    expect(await refused('{"id":"evt_1"}')).toMatchObject({ status: 400, code: "not_an_event" });
    expect(await refused("")).toMatchObject({ status: 400 });
  });

  test("other methods get 405 and the one that is allowed", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const res = await fetch(`${door.url}/api/stripe/webhook`, { method });
      expect([res.status, res.headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  test("a body over 1 MiB gets 413, whether it says so beforehand or not", async () => {
    const body = JSON.stringify({ ...subscriptionEvent(), padding: "x".repeat(1_048_576) });
    expect(await post(body, { "stripe-signature": sign(body, SECRET) })).toMatchObject({ status: 413 });
    const chunked = await fetch(`${door.url}/api/stripe/webhook`, {
      method: "POST",
      headers: { "stripe-signature": sign(body, SECRET) },
      body: new Blob([body]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  test("a body cut off by its sender stores nothing, and the next one is served", async () => {
    const { hostname, port } = new URL(door.url);
    const event = subscriptionEvent();
    const body = JSON.stringify(event);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /api/stripe/webhook HTTP/1.1\r\nhost: x\r\nstripe-signature: ${sign(body, SECRET)}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 40)}`,
          () => socket.destroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect((await send(subscriptionEvent())).status).toBe(200);
    expect(await stored(event.id)).toBeUndefined();
  });

  test("another product, the other mode and another account never move the number, and are kept with why", async () => {
    const before = shown();
    await newsroom.ctx.db.execute(sql`update installation set stripe_account = 'acct_ours'`);
    const shop = subscriptionEvent({ product: "prod_shop" });
    const live = { ...subscriptionEvent(), livemode: true };
    const theirs = { ...subscriptionEvent(), account: "acct_theirs" };
    expect(await send(shop)).toMatchObject({ status: 200, outcome: "applied" });
    expect(await send(live)).toMatchObject({ status: 200, outcome: "not_ours" });
    expect(await send(theirs)).toMatchObject({ status: 200, outcome: "not_ours" });
    expect(shown()).toBe(before);
    expect(await stored(live.id)).toMatchObject({ outcome: "not_ours", livemode: true });
    expect(await stored(theirs.id)).toMatchObject({ outcome: "not_ours", account: "acct_theirs" });
    const [row] = (await newsroom.ctx.db.query.subscriptions.findMany()).filter(
      (each) => each.id === (shop.data.object as { id: string }).id,
    );
    expect(row).toMatchObject({ counts: false, reason: "other_product" });
  });

  test("an event that cannot be read is answered 200, kept as failed, and its subject asked about", async () => {
    const event = subscriptionEvent();
    const object = { ...event.data.object, status: "a status of the year 2030" };
    expect(await send({ ...event, data: { object } })).toMatchObject({ status: 200, outcome: "failed" });
    expect((await stored(event.id))?.error).toContain("status");
    const asked = await newsroom.ctx.db.select().from(unsettled).where(eq(unsettled.id, object.id));
    expect(asked).toHaveLength(1);
  });

  test("a thin event is kept with what to change in Stripe", async () => {
    const thin = {
      id: `evt_${randomUUID()}`,
      object: "v2.core.event",
      type: "v1.customer.subscription.updated",
      created: "2026-11-01T10:00:00.000Z",
      livemode: false,
      related_object: { id: "sub_1", type: "subscription", url: "/v1/subscriptions/sub_1" },
    };
    expect(await send(thin)).toMatchObject({ status: 200, outcome: "failed" });
    expect((await stored(thin.id))?.error).toContain("snapshot");
  });

  test("an event of no use to the count is kept as ignored", async () => {
    const event = { ...subscriptionEvent(), type: "radar.early_fraud_warning.created" };
    expect(await send(event)).toMatchObject({ status: 200, outcome: "ignored" });
  });

  test("one that the database refuses for good is kept as failed, and fails none of its neighbours", async () => {
    const before = shown() ?? 0;
    const refused = subscriptionEvent({ amount: 9_000_000_000_000 });
    const good = Array.from({ length: 6 }, () => subscriptionEvent());
    const answers = await Promise.all([refused, ...good].map((each) => send(each)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 200));
    expect(answers.map(({ outcome }) => outcome)).toEqual(["failed", ...good.map(() => "applied")]);
    expect((await stored(refused.id))?.error).toContain("refused");
    expect(shown()).toBe(before + 6);
  });

  test("a NUL, which PostgreSQL cannot keep, does not keep an event out", async () => {
    const event = subscriptionEvent();
    const object = { ...event.data.object, metadata: { muster_article: "a\u0000b" } };
    expect(await send({ ...event, data: { object } })).toMatchObject({ status: 200, outcome: "applied" });
  });
});

describe.runIf(ENGINES.includes("postgres"))("when PostgreSQL cannot write", () => {
  test("a read-only database gets 5xx and never 2xx, and takes the event once it can write", async () => {
    const newsroom = await openNewsroom("postgres");
    const door = await openDoor({ ctx: newsroom.ctx, hub: new ProgressHub(), secrets: [SECRET] });
    const body = JSON.stringify(subscriptionEvent());
    const send = () =>
      fetch(`${door.url}/api/stripe/webhook`, {
        method: "POST",
        headers: { "stripe-signature": sign(body, SECRET) },
        body,
      });
    const name = new URL(newsroom.databaseUrl ?? "").pathname.slice(1);
    const admin = postgres((newsroom.databaseUrl ?? "").replace(name, "postgres"), {
      max: 1,
      onnotice: () => {},
    });
    const allow = async (write: boolean) => {
      await admin.unsafe(
        `alter database ${name} set default_transaction_read_only = ${write ? "off" : "on"}`,
      );
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    };
    await allow(false);
    const refused = await Promise.all(Array.from({ length: 8 }, send));
    expect(refused.every((res) => res.status >= 500)).toBe(true);
    await allow(true);
    const taken = await Promise.all(Array.from({ length: 8 }, send));
    expect(taken.some((res) => res.status === 200)).toBe(true);
    await admin.end();
    await door.close();
    await newsroom.close();
  });

  test("a pool that is exhausted answers late or 5xx, and never 2xx before the commit", async () => {
    const newsroom = await openNewsroom("postgres");
    const narrow = await openDatabase({ url: newsroom.databaseUrl ?? "", poolSize: 1 });
    const hub = new ProgressHub();
    const ctx = { ...newsroom.ctx, db: narrow.db, feed: hub };
    const door = await openDoor({ ctx, hub, secrets: [SECRET], queue: { capacity: 3, batchSize: 1 } });
    let release = () => {};
    const holding = narrow.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const events = Array.from({ length: 12 }, () => subscriptionEvent());
    const statuses: number[] = [];
    const sending = events.map(async (event) => {
      const body = JSON.stringify(event);
      const res = await fetch(`${door.url}/api/stripe/webhook`, {
        method: "POST",
        headers: { "stripe-signature": sign(body, SECRET) },
        body,
      });
      statuses.push(res.status);
      return { id: event.id, status: res.status };
    });
    await until(() => statuses.length >= 8);
    expect(statuses.every((status) => status === 503)).toBe(true);
    release();
    await holding;
    const answers = await Promise.all(sending);
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken).toHaveLength((await narrow.db.select().from(stripeEvents)).length);
    expect(taken.length).toBeGreaterThan(0);
    await door.close();
    await narrow.close();
    await newsroom.close();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
