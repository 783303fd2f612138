import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { startPostgres } from "@/db/testing/postgres-server";
import type { Soak } from "../soak";
import { openSoakNewsroom } from "../world/soak-newsroom";
import { playRounds } from "./play-rounds";

/** A newsroom that moves from one engine to the other by backup and restore, and goes on counting in between. */
export const rounds: Soak = {
  about: "backups restored on the other engine while readers go on joining and leaving",
  count: 20,
  proves: ["db/backup", "db/schema", "domain/backup"],
  run: async (options) => {
    const server = await startPostgres();
    if (!server) throw new Error("no PostgreSQL binaries were found on this machine");
    // A restore refuses while anybody else is connected.
    const databases = [await openDatabase({}), await openDatabase({ url: server.url, poolSize: 1 })];
    for (const { db } of databases) await migrate(db, "db/migrations");
    const newsroom = await openSoakNewsroom(databases.slice(0, 1));
    const folder = await mkdtemp(join(tmpdir(), "muster-rounds-"));
    try {
      await newsroom.reset();
      const [first] = newsroom.instances;
      if (!first) throw new Error("a newsroom needs an instance");
      const homes = databases.map(({ db }: Database) => ({ ...first.ctx, db }));
      const { failures, ...details } = await playRounds({ ...options, newsroom, homes, folder });
      return { count: options.count, failures, details };
    } finally {
      await newsroom.close();
      for (const database of databases) await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
