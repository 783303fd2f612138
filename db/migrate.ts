import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Db, Tx } from "./client";
import { rowsOf } from "./rows";

/** Any constant: it only has to be the same for every instance of Muster. */
const MIGRATION_LOCK = 770_105_338;

/** Keeps every other instance from starting on this database until the transaction ends. */
export async function waitForMigrations(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
}

/**
 * Brings the database to the newest schema in one transaction; does nothing when it is there. Instances that
 * start together wait for the first. `folder` holds drizzle-kit's SQL; its own bookkeeping table is used.
 */
export async function migrate(db: Db, folder: string): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  // drizzle's own migrators take no lock, and its PGlite one cannot run inside a transaction of ours.
  await db.transaction(async (tx) => {
    await waitForMigrations(tx);
    await tx.execute(sql`create schema if not exists drizzle`);
    await tx.execute(
      sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    );
    const done = rowsOf<{ hash: string }>(
      await tx.execute(sql`select hash from drizzle.__drizzle_migrations`),
    );
    const known = new Set(done.map((row) => row.hash));
    for (const migration of migrations) {
      if (known.has(migration.hash)) continue;
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
      );
    }
  });
}

/** How many migrations of the folder the database does not have yet. */
export async function countPendingMigrations(db: Db, folder: string): Promise<number> {
  const done = rowsOf<{ hash: string }>(await db.execute(sql`select hash from drizzle.__drizzle_migrations`));
  const known = new Set(done.map((row) => row.hash));
  return readMigrationFiles({ migrationsFolder: folder }).filter(({ hash }) => !known.has(hash)).length;
}
