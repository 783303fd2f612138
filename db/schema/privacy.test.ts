import { readFileSync } from "node:fs";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from ".";

const page = readFileSync(new URL("../../docs/privacy.md", import.meta.url), "utf8");
const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table));

/** What the page says of a table: its columns where a reader is in it, null where it says that nobody is. */
function told(): Map<string, string[] | null> {
  const said = new Map<string, string[] | null>();
  for (const [, name = "", rest = ""] of page.matchAll(/^\| `(\w+)`\s+\|(.*)\|$/gm)) {
    said.set(
      name,
      [...rest.matchAll(/`(\w+)`/g)].flatMap(([, column]) => column ?? []),
    );
  }
  const nobody = /^No reader is in: (.+?)\.$/ms.exec(page)?.[1] ?? "";
  for (const [, name = ""] of nobody.matchAll(/`(\w+)`/g)) said.set(name, null);
  return said;
}

test("docs/privacy.md names every table, and every column of those a reader is in", () => {
  const said = told();
  expect([...said.keys()].sort()).toEqual(tables.map(({ name }) => name).sort());
  for (const { name, columns } of tables) {
    const listed = said.get(name);
    if (listed) expect([name, ...listed.sort()]).toEqual([name, ...columns.map((c) => c.name).sort()]);
  }
});
