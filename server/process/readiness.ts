import type { Db } from "@/db/client";
import { countPendingMigrations } from "@/db/migrate";
import type { Log } from "@/domain/context";
import type { Workers } from "./workers";

/** A database that answers no sooner than this does not work. */
const DATABASE_MS = 2_000;

/** Names of the parts that do not work, for `/readyz`. Stripe is not among them: readers are served without it. */
export async function failingParts(parts: {
  db: Db;
  /** Folder of the migrations this build knows. */
  migrations: string;
  workers: Workers;
  log: Log;
}): Promise<string[]> {
  const pending = await withinTime(countPendingMigrations(parts.db, parts.migrations)).catch((error) => {
    parts.log.warn({ err: error }, "the database does not answer");
    return null;
  });
  const database = pending === null ? ["database"] : pending > 0 ? ["migrations"] : [];
  return [...database, ...parts.workers.failing()];
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer in time")), DATABASE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
