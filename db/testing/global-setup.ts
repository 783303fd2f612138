import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { TestProject } from "vitest/node";
import { writeTemplate } from "../write-template";
import { startPostgres } from "./postgres-server";
import { makePostgresTemplate } from "./postgres-template";

const MIGRATIONS = "db/migrations";
const CACHE = "node_modules/.cache/muster";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL that tests may make databases in; null when no binaries were found. */
    postgresUrl: string | null;
    /** A migrated, empty PGlite to start from: initdb and migrations take seconds a time. */
    pgliteTemplate: string;
  }
}

/** One PostgreSQL and a template for either engine for the whole run; each test makes its own databases from them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [server, template] = await Promise.all([startPostgres(), prepareTemplate()]);
  if (server) await makePostgresTemplate(server.url, MIGRATIONS);
  project.provide("postgresUrl", server?.url ?? null);
  project.provide("pgliteTemplate", template);
  return async () => {
    await server?.stop();
  };
}

/** The template of these very migrations, made once and kept between runs. */
async function prepareTemplate(): Promise<string> {
  const hash = createHash("sha256");
  for (const { hash: one } of readMigrationFiles({ migrationsFolder: MIGRATIONS })) hash.update(one);
  const folder = join(CACHE, `pglite-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  // Renamed when whole, so that a run beside this one never reads half of it.
  const half = `${folder}.${process.pid}`;
  await writeTemplate(half, MIGRATIONS);
  await rename(half, folder);
  return folder;
}
