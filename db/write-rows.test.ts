import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "./client";
import { stripeEvents } from "./schema";
import { ENGINES, openTestDatabase } from "./testing/open-test-database";
import { upsertRows } from "./write-rows";

describe.each(ENGINES)("rows written together on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  const row = (id: string, payload: object) => ({
    id,
    payload,
    ...{ type: "customer.updated", created: new Date("2026-03-29T01:30:00.123Z"), apiVersion: null },
    ...{ livemode: false, account: null, receivedAt: new Date(0), error: null, attempts: 3 },
    outcome: "applied" as const,
  });
  const write = (rows: ReturnType<typeof row>[]) =>
    database.db.transaction((tx) => upsertRows(tx, stripeEvents, sql.raw("id"), rows));
  const read = async (id: string) =>
    (await database.db.select().from(stripeEvents).where(eq(stripeEvents.id, id)))[0];

  test("come back as they were, to the millisecond, nested and empty alike", async () => {
    const written = row("evt_1", { list: [1, "two", null], deep: { quote: `"'\\`, letters: "їґ 👋" } });
    await write([written, row("evt_2", {})]);
    expect(await read("evt_1")).toEqual(written);
    expect(await read("evt_2")).toEqual(row("evt_2", {}));
  });

  test("replace what was there", async () => {
    await write([row("evt_3", { first: true })]);
    await write([row("evt_3", { first: false })]);
    expect(await read("evt_3")).toEqual(row("evt_3", { first: false }));
  });

  test("half of a character becomes the sign for one that is unknown", async () => {
    await write([row("evt_4", { half: "a\ud83d", whole: "👋" })]);
    expect((await read("evt_4"))?.payload).toEqual({ half: "a\ufffd", whole: "👋" });
  });
});
