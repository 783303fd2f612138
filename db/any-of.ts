import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Whether a column is one of some values. They travel as one parameter, so the statement stays the same. */
export function isAnyOf(column: PgColumn, values: Iterable<string>): SQL {
  const type = sql.raw(column.getSQLType());
  const list = JSON.stringify([...values]);
  return sql`${column} = any(array(select jsonb_array_elements_text(${list}::text::jsonb)::${type}))`;
}

/** Whether a column is one of what a query gives: looked up by index, whatever PostgreSQL knows of the table so far. */
export function isAnyFrom(column: PgColumn, query: SQL): SQL {
  return sql`${column} = any(array(${query}))`;
}
