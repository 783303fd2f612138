import { asc, desc, eq, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { importPages, importRuns } from "@/db/schema";
import type { Fact, Origin } from "@/domain/membership/facts";

export type ImportRun = typeof importRuns.$inferSelect;

/** Facts wait without their origin, which is the same for all of an import. */
type StagedFact = Fact extends infer F ? (F extends Fact ? Omit<F, "origin"> : never) : never;

const DATE_KEYS = /(^at|At|End|Since)$/;

/** Keeps a page of facts until the import is complete. */
export async function stageFacts(tx: Tx | Db, runId: string, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const staged = facts.map(({ origin: _origin, ...fact }) => fact);
  const next = sql<number>`(select coalesce(max(page), 0) + 1 from ${importPages} where run_id = ${runId})`;
  await tx.insert(importPages).values({ runId, page: next, facts: staged });
}

/** The pages of an import, the last staged first: Stripe lists the newest first, people are told apart oldest first. */
export async function* stagedPages(db: Tx | Db, runId: string, origin: Origin): AsyncGenerator<Fact[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const [row] = await db
      .select()
      .from(importPages)
      .where(sql`${eq(importPages.runId, runId)} and ${lt(importPages.page, Math.min(before, 2 ** 31 - 1))}`)
      .orderBy(desc(importPages.page))
      .limit(1);
    if (!row) return;
    before = row.page;
    yield (row.facts as StagedFact[]).map((fact) => ({ ...revive(fact), origin }) as Fact);
  }
}

/** The unfinished import, if there is one. */
export async function openRun(db: Db): Promise<ImportRun | null> {
  const [run] = await db
    .select()
    .from(importRuns)
    .where(sql`${importRuns.finishedAt} is null`)
    .orderBy(asc(importRuns.startedAt))
    .limit(1);
  return run ?? null;
}

/** JSON has no dates: those of facts are known by their names. */
function revive<T>(value: T): T {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(revive) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      typeof entry === "string" && DATE_KEYS.test(key) ? new Date(entry) : revive(entry),
    ]),
  ) as T;
}
