import { is, type SQL, sql } from "drizzle-orm";
import { getTableConfig, PgArray, type PgColumn, PgJsonb, type PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client";
import { runPrepared } from "./prepared";

/** A table's columns as text, and how a row of it becomes JSON. Made once a table. */
interface Shape {
  name: string;
  columns: SQL;
  /** The columns as they are read out of the parameter, and how they come in it. */
  values: SQL;
  recordset: SQL;
  updates: SQL;
  fields: { property: string; column: PgColumn; kind: "plain" | "array" | "json" }[];
}

const shapes = new WeakMap<PgTable, Shape>();

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table);
  if (known) return known;
  const { name, columns } = getTableConfig(table);
  const written = columns.filter((column) => !column.generatedIdentity && !column.generated);
  const properties = new Map(Object.entries(table).map(([property, column]) => [column, property]));
  const isJson = (column: PgColumn) => is(column, PgJsonb);
  const shape: Shape = {
    name,
    columns: sql.raw(written.map((column) => `"${column.name}"`).join(", ")),
    values: sql.raw(written.map((column) => `"${column.name}"${isJson(column) ? "::jsonb" : ""}`).join(", ")),
    recordset: sql.raw(
      written.map((column) => `"${column.name}" ${isJson(column) ? "text" : column.getSQLType()}`).join(", "),
    ),
    updates: sql.raw(written.map((column) => `"${column.name}" = excluded."${column.name}"`).join(", ")),
    fields: written.map((column) => ({
      property: properties.get(column) ?? column.name,
      column,
      kind: isJson(column) ? "json" : is(column, PgArray) ? "array" : "plain",
    })),
  };
  shapes.set(table, shape);
  return shape;
}

/** Rows as one JSON parameter. A column left out is null: whole rows only. */
function rowsAsJson<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): string {
  const { fields } = shapeOf(table);
  const plain = rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { property, column, kind } of fields) {
      const value = (row as Record<string, unknown>)[property];
      if (value === null || value === undefined) continue;
      values[column.name] =
        kind === "plain"
          ? column.mapToDriverValue(value)
          : kind === "array"
            ? value
            : withoutHalfCharacters(JSON.stringify(value));
    }
    return values;
  });
  return withoutHalfCharacters(JSON.stringify(plain));
}

/**
 * `insert into table (…) select …` of rows that travel as one parameter; the statement is the same for any number.
 * JSON columns travel as text within it: unpacked from the whole they cost three times as much.
 */
export function insertOf<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const { columns, values, recordset } = shapeOf(table);
  return sql`insert into ${table} (${columns}) select ${values}
    from json_to_recordset(${rowsAsJson(table, rows)}::text::json) as given(${recordset})`;
}

/** Writes whole rows, new or known by `key`, in one statement. */
export async function upsertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  key: SQL,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  const { name, updates } = shapeOf(table);
  const statement = sql`${insertOf(table, rows)} on conflict (${key}) do update set ${updates}`;
  await runPrepared(tx, `upsert_${name}`, statement);
}

const HALF_CHARACTER = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** JSON may hold half of a surrogate pair, which PostgreSQL's does not: such halves become U+FFFD. */
function withoutHalfCharacters(json: string): string {
  if (!/\\ud[89a-f]/i.test(json)) return json;
  return JSON.stringify(JSON.parse(json), (_key, value) =>
    typeof value === "string" ? value.replace(HALF_CHARACTER, "\ufffd") : value,
  );
}
