import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { writeTemplate } from "../write-template";
import { startPostgres } from "./postgres-server";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL that tests may make databases in; null when no binaries were found. */
    postgresUrl: string | null;
    /** A migrated, empty PGlite to start from: initdb and migrations take seconds a time. */
    pgliteTemplate: string;
  }
}

/** One PostgreSQL and one PGlite template for the whole run; each test makes its own databases from them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "muster-test-"));
  const template = join(folder, "pglite.tar");
  const [server] = await Promise.all([startPostgres(), writeTemplate(template, "db/migrations")]);
  project.provide("postgresUrl", server?.url ?? null);
  project.provide("pgliteTemplate", template);
  return async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
