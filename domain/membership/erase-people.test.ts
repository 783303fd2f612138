import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsOf } from "@/db/rows";
import { ENGINES } from "@/db/testing/open-test-database";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { applyEvents } from "./apply-events";
import { hashEmail } from "./email-hash";
import { erasePeople } from "./erase-people";
import { parseStripeEvent } from "./parse-stripe-event";

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
  });
  afterAll(() => newsroom.close());

  async function applyAll(): Promise<void> {
    const { world } = newsroom.emulator;
    const { emailHashKey } = newsroom.ctx.settings;
    await applyEvents(
      newsroom.ctx,
      [...world.store.of("event").walk("newer")].map((event) =>
        parseStripeEvent(renderEvent(world, event), emailHashKey),
      ),
    );
  }

  /** Every row as text, but of the ledger and its rollup by hour: they know a person by an opaque id, or not at all. */
  async function everything(): Promise<string> {
    const { db } = newsroom.ctx;
    const tables = rowsOf<{ name: string }>(
      await db.execute(
        sql`select table_name as name from information_schema.tables
          where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('ledger', 'hourly_stats')`,
      ),
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = rowsOf<{ row: string }>(
        await db.execute(sql`select t::text as row from ${sql.identifier(name)} t`),
      );
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join("\n");
  }

  test("a customer deleted in Stripe leaves neither address nor code of it nor where they came from", async () => {
    const { emailHashKey } = newsroom.ctx.settings;
    const hash = hashEmail("gone@readers.example", emailHashKey) ?? "";
    const kept = hashEmail("stays@readers.example", emailHashKey) ?? "";
    const metadata = { muster_article: "an-article-only-they-read" };
    const { results } = (await newsroom.control("join", { email: "gone@readers.example", metadata })) as {
      results: { customer: string }[];
    };
    await newsroom.control("join", { email: "stays@readers.example" });
    await applyAll();
    expect(await everything()).toContain(hash);
    expect(await everything()).toContain("an-article-only-they-read");

    await newsroom.ctx.stripe.customers.del(results[0]?.customer ?? "");
    await applyAll();
    expect(await erasePeople(newsroom.ctx)).toBe(1);
    expect(await erasePeople(newsroom.ctx)).toBe(0);
    const left = await everything();
    expect(left).not.toContain(hash);
    expect(left).not.toContain("gone@");
    expect(left).not.toContain("an-article-only-they-read");
    expect(left).toContain(kept);
    expect(await verify(newsroom.ctx)).toMatchObject({ ok: true });
    expect(newsroom.ctx.feed.read("current")?.progress.count).toBe(1);
  });
});
