import { cpSync, existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Schema = typeof schema;

/** Either engine, seen as one. A transaction (`Tx`) has the same type: inside one, use only it. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export type Engine = "pglite" | "postgres";

/** An open database with what only its owner may do: listen and close. */
export interface Database {
  readonly db: Db;
  readonly engine: Engine;
  /**
   * Runs `onNotify` for each NOTIFY on a channel, and `onListen` after every (re)connection: re-read state there.
   * Each call has a connection of its own, given up by the function it resolves with.
   */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onListen: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** PostgreSQL address; without it PGlite opens in `dataDir`. */
  url?: string;
  /** Folder of the embedded database; undefined keeps it in memory (soaks). */
  dataDir?: string;
  /** Folder of a prepared database to begin a new `dataDir` with, so that a first open need not run initdb. */
  template?: string;
  /** Connections in the pool; PostgreSQL only. Defaults to 10. */
  poolSize?: number;
}

/** Opens PostgreSQL when an address is given, else the embedded PGlite. Migrates nothing. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url ? openPostgres(options.url, options.poolSize ?? 10) : openPglite(options);
}

async function openPostgres(url: string, poolSize: number): Promise<Database> {
  const options = { onnotice: () => {}, connection: { application_name: "muster" } };
  const sql = postgres(url, { ...options, max: poolSize });
  const listeners = new Set<postgres.Sql>();
  // Connect now: a wrong address must fail at start, not at the first reader.
  await sql`select 1`;
  return {
    db: drizzlePostgres(sql, { schema }) as unknown as Db,
    engine: "postgres",
    listen: async (channel, onNotify, onListen) => {
      const listener = postgres(url, { ...options, max: 1 });
      listeners.add(listener);
      await listener.listen(channel, onNotify, onListen);
      return async () => {
        listeners.delete(listener);
        await listener.end({ timeout: 0 });
      };
    },
    close: async () => {
      await Promise.all([...listeners].map((listener) => listener.end({ timeout: 0 })));
      await sql.end({ timeout: 3 });
    },
  };
}

/** What the migrations use beyond PostgreSQL's core; a server brings its own. */
const EMBEDDED_EXTENSIONS = { pg_trgm };

/** A new data folder begins as the template where there is one; it appears whole or not at all. */
async function prepareFolder(dataDir: string, template: string | undefined): Promise<void> {
  await mkdir(dirname(dataDir), { recursive: true });
  if (!template || existsSync(dataDir) || !existsSync(template)) return;
  const half = `${dataDir}.new`;
  await rm(half, { recursive: true, force: true });
  // Thousand small files, before anything else runs: at once it takes a third of the time.
  cpSync(template, half, { recursive: true });
  await rename(half, dataDir);
}

async function openPglite(options: DatabaseOptions): Promise<Database> {
  if (options.dataDir) await prepareFolder(options.dataDir, options.template);
  const client = await PGlite.create({
    extensions: EMBEDDED_EXTENSIONS,
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
  });
  return {
    db: drizzlePglite(client, { schema }) as unknown as Db,
    engine: "pglite",
    listen: async (channel, onNotify, onListen) => {
      const unlisten = await client.listen(channel, onNotify);
      onListen();
      return () => unlisten();
    },
    close: () => client.close(),
  };
}
