import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Db, Tx } from "./client";

const dialect = new PgDialect();

/**
 * Runs a statement whose text is always the same, so that PostgreSQL parses it once a connection and several of
 * them, started together, travel in one round trip. Values vary by parameter only: lists go in as JSON.
 */
export async function runPrepared(tx: Db | Tx, name: string, statement: SQL): Promise<unknown> {
  return tx._.session.prepareQuery(dialect.sqlToQuery(statement), undefined, name, false).execute();
}

/**
 * For the rest of the transaction every row is looked up by its key. Left to itself, PostgreSQL plans a prepared
 * statement for the size its tables had then, which on a young installation is none: it would go on reading them whole. (Tables
 * without an index for the question are still read whole, at a pretended price that must not start its compiler.)
 */
export async function readByKey(tx: Tx): Promise<void> {
  await runPrepared(
    tx,
    "read_by_key",
    sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
  );
}
