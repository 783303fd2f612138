import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsOf } from "@/db/rows";
import { giftOrders, letters } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { listTerms } from "@/domain/gift/list-terms";
import { orderTerm } from "@/domain/gift/order-term";
import { queueLetters } from "@/domain/mail/queue-letters";
import { newId } from "@/domain/new-id";
import { recordSourceList } from "@/domain/source/record-source";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { applyEvents } from "./apply-events";
import { hashEmail } from "./email-hash";
import { erasePeople } from "./erase-people";
import { erasePerson } from "./erase-person";
import { parseStripeEvent } from "./parse-stripe-event";
import { readWelcome } from "./read-welcome";
import { refreshPlans } from "./refresh-plans";

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
          where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('ledger', 'hourly_stats', 'hour_totals')`,
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

  const erase = (who: string, deleteInStripe = false) =>
    erasePerson(newsroom.ctx, { who, deleteInStripe }, async () => {});

  test("by address, staff remove a member, a gift's recipient and a line of a list in one go", async () => {
    const { ctx } = newsroom;
    const address = "asks@readers.example";
    const hash = hashEmail(address, ctx.settings.emailHashKey) ?? "";
    await newsroom.control("join", { email: address });
    await applyAll();
    await refreshPlans(ctx);
    const [term] = await listTerms(ctx, "gift");
    const order = { kind: "gift" as const, locale: "en" as const, recipient: address, startsOn: null };
    const card = { to: "Asks Tobegone", from: "", message: "" };
    const given = { ...order, card, priceId: term?.priceId ?? "" };
    const { sessionId } = await orderTerm(ctx, { ...given, attempt: newId() });
    await newsroom.control("join", { session: sessionId, email: "buys@readers.example" });
    await readWelcome(ctx, sessionId);
    // Another that nobody paid for: its address is there only sealed.
    const unpaid = newId();
    await orderTerm(ctx, { ...given, attempt: unpaid });
    await queueLetters(ctx);
    await applyAll();
    const list = { name: "Patreon", asOf: ctx.clock.now(), reason: "Its list", revision: null, by: "staff" };
    await recordSourceList(ctx, { ...list, emailHashes: [hash, "f".repeat(64)] });
    expect(await everything()).toContain(hash);
    const before = ctx.feed.read("current")?.progress.count ?? 0;

    await expect(erase(address)).rejects.toMatchObject({ code: "conflict" });
    expect(await everything()).toContain(hash);
    const erased = await erase("ASKS@readers.example", true);
    expect(erased).toMatchObject({ customers: [expect.stringMatching(/^cus_/)], gifts: 2, lists: 1 });

    // Its events come late, with the hash of the address, and are cleaned like the others.
    await applyAll();
    expect(await erasePeople(ctx)).toBe(1);
    const left = await everything();
    expect(left).not.toContain(hash);
    const sealed = await ctx.db.select().from(giftOrders);
    expect(sealed.map(({ recipientSealed, cardSealed }) => recipientSealed ?? cardSealed)).toEqual([
      null,
      null,
    ]);
    expect((await ctx.db.select().from(letters)).filter(({ toSealed }) => toSealed)).toEqual([]);
    // The gift stays somebody's: it is paid for until its end.
    expect(ctx.feed.read("current")?.progress.count).toBe(before);
    expect(await verify(ctx)).toMatchObject({ ok: true, differences: [] });
    await expect(erase(address, true)).rejects.toMatchObject({ code: "person_not_found" });
  });

  test("by customer, whoever was deleted in Stripe already goes, with all that the address led to", async () => {
    const { results } = (await newsroom.control("join", { email: "twice@readers.example" })) as {
      results: { customer: string }[];
    };
    await newsroom.control("join", { email: "twice@readers.example" });
    await applyAll();
    const customer = results[0]?.customer ?? "";
    const count = newsroom.ctx.feed.read("current")?.progress.count ?? 0;
    await expect(erase("cus_nobody")).rejects.toMatchObject({ code: "person_not_found" });
    expect((await erase(customer, true)).customers).toContain(customer);
    await applyAll();
    await erasePeople(newsroom.ctx);
    const hash = hashEmail("twice@readers.example", newsroom.ctx.settings.emailHashKey) ?? "";
    expect(await everything()).not.toContain(hash);
    expect(newsroom.ctx.feed.read("current")?.progress.count).toBe(count - 1);
    expect(await verify(newsroom.ctx)).toMatchObject({ ok: true, differences: [] });
  });
});
