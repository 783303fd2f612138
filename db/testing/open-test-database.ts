import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { type Database, type Engine, openDatabase } from "../client";
import { POSTGRES_TEMPLATE } from "./postgres-template";

/** The engines this run can test: both, unless no PostgreSQL was found. */
export const ENGINES: Engine[] = inject("postgresUrl") ? ["pglite", "postgres"] : ["pglite"];

/** A fresh, migrated database of its own; `url` is null on PGlite. */
export async function openTestDatabase(engine: Engine): Promise<Database & { url: string | null }> {
  return engine === "postgres" ? openPostgres() : openPglite();
}

async function openPostgres() {
  const url = await createPostgresDatabase();
  return { ...(await openDatabase({ url, poolSize: 6 })), url };
}

async function openPglite() {
  const folder = await mkdtemp(join(tmpdir(), "muster-pglite-"));
  const database = await openDatabase({
    dataDir: join(folder, "pglite"),
    template: inject("pgliteTemplate"),
  });
  const close = async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...database, close, url: null };
}

async function createPostgresDatabase(): Promise<string> {
  const base = inject("postgresUrl");
  if (!base) throw new Error("no PostgreSQL in this run");
  const name = `muster_${randomBytes(6).toString("hex")}`;
  const sql = postgres(base, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name} template ${POSTGRES_TEMPLATE}`);
  await sql.end();
  return base.replace(/\/postgres$/, `/${name}`);
}
