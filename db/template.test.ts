import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openDatabase } from "./client";
import { countPendingMigrations } from "./migrate";
import { installation } from "./schema";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-template-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a new data folder begins as the template, whatever a start that was cut off left beside it", async () => {
  const dataDir = join(folder, "inner", "pglite");
  await mkdir(`${dataDir}.new`, { recursive: true });
  await writeFile(join(`${dataDir}.new`, "PG_VERSION"), "half");
  const first = await openDatabase({ dataDir, template: inject("pgliteTemplate") });
  expect(await countPendingMigrations(first.db, "db/migrations")).toBe(0);
  await first.db.update(installation).set({ total: 7 });
  await first.close();
  expect(existsSync(`${dataDir}.new`)).toBe(false);

  const again = await openDatabase({ dataDir, template: inject("pgliteTemplate") });
  expect((await again.db.select().from(installation))[0]?.total).toBe(7);
  await again.close();
});
