import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "@/db/testing/open-test-database";
import { applyEvents } from "@/domain/membership/apply-events";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { rehearse } from "@/domain/repair/in-one-commit";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { verify } from "./verify";

const ONE = "(select id from members where counted limit 1)";

/** A mistake of each kind that must never be overlooked, and a word of what is said about it. */
const PLANTED: [name: string, statements: string[], says: RegExp][] = [
  ["the total", ["update installation set total = total + 1"], /the total says 4, the ledger sums to 3/],
  ["a figure of a drive", ["update progress set subscriptions = 2"], /drive 25000 shows .*2.* sums to .*3/],
  [
    "a figure moved from one kind to another",
    ["update progress set subscriptions = 2, gifts = 1"],
    /drive 25000 shows/,
  ],
  [
    "a member who counts without the ledger",
    [`update members set counted = false, counted_as = null where id = ${ONE}`],
    /is not counted, the ledger says 1/,
  ],
  [
    "a member who counts without a subscription",
    [
      "update subscriptions set counts = false, reason = 'canceled' where id = (select min(id) from subscriptions)",
    ],
    /is counted with 0 counting subscriptions/,
  ],
  [
    "a lost subscription",
    ["delete from subscriptions where id = (select min(id) from subscriptions)"],
    /is counted with 0/,
  ],
  [
    "a changed ledger row",
    [
      "alter table ledger disable trigger all",
      "update ledger set delta = -1 where id = (select min(id) from ledger)",
    ],
    /the rows before it make/,
  ],
  [
    "a lost ledger row",
    ["alter table ledger disable trigger all", "delete from ledger where id = (select max(id) from ledger)"],
    /the ledger sums to 2/,
  ],
  [
    "a version from the future",
    ["update progress set version = version + 1000000"],
    /above the installation's/,
  ],
  [
    "a ledger ahead of what is shown",
    ["update installation set version = 1", "update progress set version = 1"],
    /the ledger is at version/,
  ],
  [
    "a final number that moved",
    ["update drives set finalised_at = now(), final_count = 7"],
    /is final at 7, its breakdown makes 3/,
  ],
];

describe.each(ENGINES)("verify on %s", (engine) => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await newsroom.control("join", { count: 3 });
    const { world } = newsroom.emulator;
    const events = [...world.store.of("event").walk("newer")].map((event) =>
      parseStripeEvent(renderEvent(world, event), newsroom.ctx.settings.emailHashKey),
    );
    await applyEvents(newsroom.ctx, events);
  });
  afterAll(() => newsroom.close());

  test("a sound database is proved", async () => {
    expect(await verify(newsroom.ctx)).toMatchObject({ ok: true, differences: [], total: 3 });
  });

  test.each(PLANTED)("%s is found", async (_name, statements, says) => {
    const found = await rehearse(newsroom.ctx, async (inside) => {
      for (const statement of statements) await inside.db.execute(sql.raw(statement));
      return verify(inside);
    });
    expect(found.ok).toBe(false);
    expect(found.differences.join("\n")).toMatch(says);
    expect((await verify(newsroom.ctx)).ok).toBe(true);
  });
});
