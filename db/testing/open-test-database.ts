import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type Database, type Engine, openDatabase } from "../client";
import { migrate } from "../migrate";

const MIGRATIONS = "db/migrations";

/** The engines this run can test: both, unless no PostgreSQL was found. */
export const ENGINES: Engine[] = inject("postgresUrl") ? ["pglite", "postgres"] : ["pglite"];

/** A fresh, migrated database of its own; `url` is null on PGlite. */
export async function openTestDatabase(engine: Engine): Promise<Database & { url: string | null }> {
  const url = engine === "postgres" ? await createPostgresDatabase() : null;
  const database = await openDatabase(url ? { url, poolSize: 6 } : { template: inject("pgliteTemplate") });
  await migrate(database.db, MIGRATIONS);
  return { ...database, url };
}

async function createPostgresDatabase(): Promise<string> {
  const base = inject("postgresUrl");
  if (!base) throw new Error("no PostgreSQL in this run");
  const name = `muster_${randomBytes(6).toString("hex")}`;
  const sql = postgres(base, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  return base.replace(/\/postgres$/, `/${name}`);
}
