import { join } from "node:path";
import { type Database, openDatabase } from "@/db/client";
import type { Settings } from "@/env";

/** Made by the build; without it a first start runs initdb. */
const TEMPLATE = "dist/database";

/** Opens the database that the settings name. `root` is the project's folder; `poolSize` concerns PostgreSQL only. */
export function openSettingsDatabase(
  { databaseUrl, dataDir }: Pick<Settings, "databaseUrl" | "dataDir">,
  root: string,
  more: { poolSize?: number } = {},
): Promise<Database> {
  return openDatabase(
    databaseUrl
      ? { url: databaseUrl, ...more }
      : { dataDir: join(dataDir, "pglite"), template: join(root, TEMPLATE) },
  );
}
