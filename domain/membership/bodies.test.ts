import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyDatabase } from "@/db/testing/empty-database";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { applyEvents } from "./apply-events";
import { parseStripeEvent } from "./parse-stripe-event";
import { BODIES, INVOICE_PAYMENT } from "./testing/bodies";

/** Recorded bodies lie beside the project where they may not be part of it. */
const RECORDED = resolve("../shared/stripe/events");
const recorded = (await readdir(RECORDED).catch(() => [])).filter((file) => /^\d.*\.json$/.test(file)).sort();

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
});
afterAll(() => newsroom.close());
beforeEach(() => emptyDatabase(newsroom.ctx.db, new Date(0)));

/** Taken by a newsroom of the body's own mode: some were recorded live, some in a sandbox. */
async function take(body: unknown): Promise<string | undefined> {
  const { ctx } = newsroom;
  const event = parseStripeEvent(body, ctx.settings.emailHashKey);
  expect(event.error).toBeNull();
  const settings = { ...ctx.settings, livemode: event.livemode };
  return (await applyEvents({ ...ctx, settings }, [event]))[0];
}

const counted = async () =>
  (await newsroom.ctx.db.query.members.findMany()).filter((row) => row.counted).length;

describe.each(BODIES)("in the shapes of $version ($what)", ({ version, joined, paid, refunded }) => {
  test("joining counts, and all the money back stops it", async () => {
    expect(await take(joined)).toBe("applied");
    expect(await counted()).toBe(1);
    expect(await take(paid)).toBe("applied");
    expect(await counted()).toBe(1);
    if (version >= "2025-03-31") await take(INVOICE_PAYMENT);
    expect(await take(refunded)).toBe("applied");
    expect(await counted()).toBe(0);
  });
});

describe("recorded bodies", () => {
  test.skipIf(recorded.length > 0)("are not beside this copy of the project, so they are not read", () => {
    expect(recorded).toEqual([]);
  });

  test.each(recorded)("%s is read and applied to an empty database", async (file) => {
    const body: unknown = JSON.parse(await readFile(join(RECORDED, file), "utf8"));
    expect(["applied", "waiting", "ignored"]).toContain(await take(body));
  });
});
