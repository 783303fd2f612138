import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client";
import { migrate } from "./migrate";
import { rowsOf } from "./rows";

let database: Database;

beforeAll(async () => {
  database = await openDatabase({});
});
afterAll(() => database.close());

test("migrating twice leaves one installation row", async () => {
  await migrate(database.db, "db/migrations");
  await migrate(database.db, "db/migrations");
  const rows = rowsOf<{ n: number }>(
    await database.db.execute(sql`select count(*)::int as n from installation`),
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test("the ledger refuses to be changed or emptied", async () => {
  await database.db.execute(sql`
    insert into ledger (at, effective_at, change_id, delta, kind, counted_as, cause, total, version)
    values (now(), now(), gen_random_uuid(), 3, 'source', 'source', 'import', 3, 1)`);
  for (const statement of ["update ledger set delta = 4", "delete from ledger", "truncate ledger"]) {
    await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { message: expect.stringContaining("append-only") },
    });
  }
});

test("two published drives cannot overlap, a draft may", async () => {
  const insert = (slug: string, from: string, to: string, published: boolean) =>
    database.db.execute(sql`
      insert into drives (slug, title, message, goal, starts_at, ends_at, timezone, counting, published)
      values (${slug}, '{"en":"t"}', '{"en":"m"}', 10, ${from}::timestamptz, ${to}::timestamptz, 'Europe/Kyiv', 'total', ${published})`);
  await insert("first", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", true);
  await insert("draft", "2026-01-15T00:00:00Z", "2026-03-01T00:00:00Z", false);
  await insert("next", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", true);
  await expect(insert("clash", "2026-01-31T00:00:00Z", "2026-02-02T00:00:00Z", true)).rejects.toMatchObject({
    cause: { message: expect.stringContaining("drives_do_not_overlap") },
  });
});
