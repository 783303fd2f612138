import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import { rowsOf } from "../rows";

/** A table of ours as the database describes it. */
export interface Table {
  name: string;
  /** Those that are stored; generated ones are made again. */
  columns: { name: string; type: string; isNumbered: boolean }[];
}

/** Every table of the newsroom, by name. Drizzle's bookkeeping and other programs' schemas are not ours. */
export async function listTables(tx: Tx): Promise<Table[]> {
  const rows = rowsOf<{ name: string; column: string; type: string; numbered: boolean }>(
    await tx.execute(sql`
      select c.relname as name, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
        pg_get_serial_sequence(format('public.%I', c.relname), a.attname) is not null as numbered
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      order by c.relname, a.attnum`),
  );
  const tables = new Map<string, Table>();
  for (const { name, column, type, numbered } of rows) {
    const table = tables.get(name) ?? { name, columns: [] };
    table.columns.push({ name: column, type, isNumbered: numbered });
    tables.set(name, table);
  }
  return [...tables.values()];
}

/** Which migrations the database has had: how many, and one hash over all of them. */
export async function readSchemaHash(tx: Tx): Promise<{ migrations: number; schema: string }> {
  const rows = rowsOf<{ hash: string }>(
    await tx.execute(sql`select hash from drizzle.__drizzle_migrations order by created_at, hash`),
  );
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${row.hash}\n`);
  return { migrations: rows.length, schema: hash.digest("hex") };
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
