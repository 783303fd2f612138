import { rm } from "node:fs/promises";
import { openDatabase } from "./client";
import { migrate } from "./migrate";

/** Makes a migrated, empty embedded database in a folder of its own, for `openDatabase({ template })`. */
export async function writeTemplate(folder: string, migrations: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const database = await openDatabase({ dataDir: folder });
  try {
    await migrate(database.db, migrations);
  } finally {
    await database.close();
  }
}
