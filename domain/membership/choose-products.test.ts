import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, ledger, stripeEvents } from "@/db/schema";
import { listCorrections } from "@/domain/drive/list-corrections";
import { reconcile } from "@/domain/repair/reconcile";
import { chooseProductsAsStaff, previewProductsAsStaff, readProducts } from "@/domain/staff/manage-products";
import type { StaffMember } from "@/domain/staff/staff-member";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { MEMBERSHIP } from "@/domain/testing/quiet-context";
import { verify } from "@/domain/verify/verify";
import { refreshPlans } from "./refresh-plans";

const PRINT = "prod_courier_print";
const READERS_OF_PRINT = 12;
const editor: StaffMember = { id: "1", email: "editor@courier.example", role: "editor" };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  await newsroom.control("join", { email: "both@readers.example" });
  await newsroom.control("join", { email: "both@readers.example", lookupKey: "print_monthly" });
  await newsroom.control("join", { count: READERS_OF_PRINT, lookupKey: "print_monthly" });
  await refreshPlans(newsroom.ctx);
  await reconcile(newsroom.ctx, { trigger: "command", dryRun: false, print: () => {} });
});
afterAll(() => newsroom.close());

const shown = () => newsroom.ctx.feed.read("current")?.progress;
const choose = (ticked: string[], seen: string[], reason = "Print subscribers are members too") =>
  chooseProductsAsStaff(newsroom.ctx, editor, { ticked, seen, reason });

test("every product stands with who has it, and one that the settings name says so", async () => {
  const products = await readProducts(newsroom.ctx, editor);
  expect(products[0]).toMatchObject({ id: MEMBERSHIP, isSet: true, ticked: false, running: 1, counting: 1 });
  expect(products.find(({ id }) => id === PRINT)).toMatchObject({
    isSet: false,
    ticked: false,
    running: READERS_OF_PRINT + 1,
    counting: 0,
  });
  expect(products).toHaveLength(2);
});

test("a look ahead says who would be added, and leaves no trace", async () => {
  expect(shown()?.count).toBe(1);
  const { effect } = await previewProductsAsStaff(newsroom.ctx, editor, { ticked: [PRINT], seen: [] });
  expect(effect).toMatchObject({ before: 1, after: 13, added: READERS_OF_PRINT, removed: 0 });
  expect(effect?.begin).toEqual(["Dnipro Courier in print"]);
  expect(shown()?.count).toBe(1);
  expect((await readProducts(newsroom.ctx, editor)).some(({ ticked }) => ticked)).toBe(false);
});

test("agreed to, it is one listed change with its reason, outside of the pace, and no webhook", async () => {
  const events = await newsroom.ctx.db.$count(stripeEvents);
  expect(await choose([PRINT], [])).toMatchObject({ after: 13 });
  expect(shown()?.count).toBe(13);
  expect((await listCorrections(newsroom.ctx))[0]).toMatchObject({
    cause: "policy",
    before: 1,
    after: 13,
    reason: "Print subscribers are members too",
  });
  const rows = await newsroom.ctx.db.select().from(ledger);
  expect(new Set(rows.filter(({ cause }) => cause === "policy").map(({ changeId }) => changeId)).size).toBe(
    1,
  );
  expect(await newsroom.ctx.db.$count(stripeEvents)).toBe(events);
  expect(await newsroom.ctx.db.select().from(auditLog)).toMatchObject([
    {
      action: "products.chosen",
      before: { total: 1 },
      after: { total: 13, begin: ["Dnipro Courier in print"] },
    },
  ]);
  expect((await verify(newsroom.ctx)).differences).toEqual([]);
});

test("the second of two people is told, and so is who changes nothing or gives no reason", async () => {
  await expect(choose([], [])).rejects.toThrow("Somebody else changed the products");
  expect(await previewProductsAsStaff(newsroom.ctx, editor, { ticked: [], seen: [] })).toMatchObject({
    effect: null,
    trouble: expect.stringContaining("Somebody else"),
  });
  await expect(choose([PRINT], [PRINT])).rejects.toThrow("Nothing is changed");
  await expect(choose([], [PRINT], "  ")).rejects.toThrow("Say why");
  await expect(choose([PRINT, "prod_nowhere"], [PRINT])).rejects.toThrow("no product prod_nowhere");
});

test("what the settings name counts whatever is ticked", async () => {
  expect(await choose([PRINT, MEMBERSHIP], [PRINT])).toMatchObject({ added: 0, removed: 0, begin: [] });
  expect(await choose([], [PRINT, MEMBERSHIP])).toMatchObject({ after: 1, removed: READERS_OF_PRINT });
  expect(shown()?.count).toBe(1);
  const again = await reconcile(newsroom.ctx, { trigger: "command", dryRun: false, print: () => {} });
  expect(again).toMatchObject({ ok: true, differences: [] });
});
