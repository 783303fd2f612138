import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { installation } from "@/db/schema";

/** A sign of EMAIL_HASH_KEY, by which a database or a backup tells whether it was made with it; the key cannot be had from it. */
export function signOfEmailKey(key: string): string {
  return createHmac("sha256", key).update("the key of this backup").digest("hex").slice(0, 16);
}

/**
 * Holds a database to the EMAIL_HASH_KEY it began with. With another every reader would become a second person, and
 * nothing sealed would open: throws instead.
 */
export async function holdEmailKey(db: Db, key: string): Promise<void> {
  const sign = signOfEmailKey(key);
  const [held] = await db
    .update(installation)
    .set({ emailKey: sql`coalesce(${installation.emailKey}, ${sign})` })
    .where(eq(installation.id, 1))
    .returning({ sign: installation.emailKey });
  if (!held || held.sign === sign) return;
  throw new Error(
    "EMAIL_HASH_KEY is not the one this database was begun with: with it the same reader would become a second person. " +
      "Set the one you keep with your backups. If it is lost: docs/operating.md, Backups.",
  );
}
