import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { rowsOf } from "../rows";
import { BackupError, type BackupHeader } from "./format";
import { readBackup } from "./read-backup";
import { listTables, quoted, readSchemaHash, type Table } from "./tables";

const ROWS_A_STATEMENT = 500;
const BYTES_A_STATEMENT = 4_000_000;

/**
 * Replaces every row of the database by the backup's, inside the caller's transaction: all of it or nothing.
 * Foreign keys and our triggers rest meanwhile, and the keys are checked whole at the end. Throws BackupError.
 */
export async function loadBackup(
  tx: Tx,
  file: string,
  onTable: (table: string, rows: number) => void = () => {},
): Promise<void> {
  const tables = new Map((await listTables(tx)).map((table) => [table.name, table]));
  const keys = await dropForeignKeys(tx);
  const all = [...tables.keys()].map(quoted).join(", ");
  for (const name of tables.keys()) await run(tx, `alter table ${quoted(name)} disable trigger user`);
  await run(tx, `truncate ${all}`);
  await loadRows(tx, file, tables, onTable);
  // Deferred checks are pending events, and a table with those cannot be altered.
  await run(tx, "set constraints all immediate");
  for (const key of keys) await run(tx, key);
  for (const name of tables.keys()) await run(tx, `alter table ${quoted(name)} enable trigger user`);
  await goOnCounting(tx, [...tables.values()]);
}

/** Refuses a backup whose rows would not fit the tables of this database. */
export async function refuseOtherSchema(tx: Tx, file: string, header: BackupHeader): Promise<void> {
  const own = await readSchemaHash(tx);
  if (own.schema === header.schema) return;
  throw new BackupError(
    `${file} was made with another schema (${header.migrations} migrations, ${header.schema.slice(0, 12)}), this Muster has ${own.migrations} (${own.schema.slice(0, 12)}). Restore it with the version of Muster that made it; then upgrade.`,
  );
}

async function loadRows(
  tx: Tx,
  file: string,
  tables: ReadonlyMap<string, Table>,
  onTable: (table: string, rows: number) => void,
): Promise<void> {
  let insert: RowInsert | null = null;
  for await (const part of readBackup(file)) {
    if ("header" in part) continue;
    if ("row" in part) {
      await insert?.add(part.row);
      continue;
    }
    if (insert) onTable(insert.name, await insert.end());
    insert = new RowInsert(tx, tables, part.table, part.columns);
  }
  if (insert) onTable(insert.name, await insert.end());
}

/** Rows of one table on their way in, some hundred a statement. */
class RowInsert {
  private readonly into: { head: SQL; values: SQL };
  private pending: string[] = [];
  private bytes = 0;
  private rows = 0;

  constructor(
    private readonly tx: Tx,
    tables: ReadonlyMap<string, Table>,
    readonly name: string,
    columns: readonly string[],
  ) {
    const table = tables.get(name);
    const types = columns.map((each) => table?.columns.find((column) => column.name === each)?.type);
    if (!table || types.includes(undefined) || columns.length !== table.columns.length) {
      throw new BackupError(
        `The backup's table ${name} is not the one of this database. Nothing was restored.`,
      );
    }
    this.into = {
      head: sql.raw(
        `insert into ${quoted(name)} (${columns.map(quoted).join(", ")}) overriding system value select `,
      ),
      values: sql.raw(types.map((type, index) => `(r->>${index})::${type}`).join(", ")),
    };
  }

  async add(row: readonly (string | null)[]): Promise<void> {
    const text = JSON.stringify(row);
    this.pending.push(text);
    this.bytes += text.length;
    this.rows++;
    if (this.pending.length >= ROWS_A_STATEMENT || this.bytes >= BYTES_A_STATEMENT) await this.flush();
  }

  async end(): Promise<number> {
    await this.flush();
    return this.rows;
  }

  private async flush(): Promise<void> {
    if (this.pending.length === 0) return;
    const rows = `[${this.pending.join(",")}]`;
    this.pending = [];
    this.bytes = 0;
    await this.tx.execute(
      sql`${this.into.head}${this.into.values} from jsonb_array_elements(${rows}::text::jsonb) with ordinality as given(r, n) order by n`,
    );
  }
}

/** Drops the foreign keys and gives the statements that put them back. */
async function dropForeignKeys(tx: Tx): Promise<string[]> {
  const keys = rowsOf<{ table: string; name: string; definition: string }>(
    await tx.execute(sql`
      select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`),
  );
  for (const { table, name } of keys) {
    await run(tx, `alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  }
  return keys.map(
    ({ table, name, definition }) =>
      `alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`,
  );
}

/** Numbered columns go on after the highest number that came back. */
async function goOnCounting(tx: Tx, tables: readonly Table[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns.filter((each) => each.isNumbered)) {
      await tx.execute(
        sql`select setval(pg_get_serial_sequence(${`public.${quoted(name)}`}, ${column.name}),
          coalesce((select max(${sql.raw(quoted(column.name))}) from ${sql.raw(quoted(name))}), 1),
          exists (select 1 from ${sql.raw(quoted(name))}))`,
      );
    }
  }
}

async function run(tx: Tx, statement: string): Promise<void> {
  await tx.execute(sql.raw(statement));
}
