import { writeFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { type Db, EMBEDDED_EXTENSIONS } from "./client";
import { migrate } from "./migrate";
import * as schema from "./schema";

/** Writes a migrated, empty embedded database to one file, for `openDatabase({ template })`. */
export async function writeTemplate(file: string, migrations: string): Promise<void> {
  const client = await PGlite.create({ extensions: EMBEDDED_EXTENSIONS });
  try {
    await migrate(drizzle(client, { schema }) as unknown as Db, migrations);
    const dump = await client.dumpDataDir("none");
    await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  } finally {
    await client.close();
  }
}
