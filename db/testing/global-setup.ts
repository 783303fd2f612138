import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL that tests may make databases in; null when no binaries were found. */
    postgresUrl: string | null;
  }
}

/** One PostgreSQL for the whole run; each test file makes its own databases in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("postgresUrl", server?.url ?? null);
  return async () => {
    await server?.stop();
  };
}
