import { type Database, type Engine, openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { startPostgres } from "@/db/testing/postgres-server";

/** Migrated databases for as many instances, and the way to end them. */
export interface OpenDatabases {
  databases: Database[];
  close(): Promise<void>;
}

/** Of PostgreSQL a connection pool each; of PGlite, which admits one process, the same handle. */
export async function openDatabases(engine: Engine, instances: number): Promise<OpenDatabases> {
  const server = engine === "postgres" ? await startPostgres() : null;
  if (engine === "postgres" && !server) throw new Error("no PostgreSQL binaries were found on this machine");
  const open = () => openDatabase(server ? { url: server.url, poolSize: 6 } : {});
  const first = await open();
  await migrate(first.db, "db/migrations");
  const databases = [first];
  while (databases.length < instances) databases.push(server ? await open() : first);
  return {
    databases,
    close: async () => {
      for (const database of new Set(databases)) await database.close();
      await server?.stop();
    },
  };
}
