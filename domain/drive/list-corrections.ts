import { desc, sql } from "drizzle-orm";
import { ledger } from "@/db/schema";
import type { Ctx } from "@/domain/context";

/** A listed change of the number that was not people joining or leaving. */
export interface Correction {
  at: Date;
  before: number;
  after: number;
  cause: (typeof ledger.$inferSelect)["cause"];
}

/** Corrections up to this size are everyday housekeeping; larger ones are listed for readers. */
const LISTED_ABOVE = 10;

/** Every correction of more than ten members, newest first: what was recorded under one version. */
export async function listCorrections(ctx: Ctx): Promise<Correction[]> {
  const delta = sql<number>`sum(${ledger.delta})::int`;
  const rows = await ctx.db
    .select({
      at: ledger.at,
      cause: ledger.cause,
      delta,
      after: sql<number>`(array_agg(${ledger.total} order by ${ledger.id} desc))[1]`,
    })
    .from(ledger)
    .where(sql`${ledger.cause} in ('import', 'reconcile', 'adjustment', 'merge', 'policy')`)
    .groupBy(ledger.version, ledger.at, ledger.cause)
    .having(sql`abs(sum(${ledger.delta})) > ${LISTED_ABOVE}`)
    .orderBy(desc(ledger.at))
    .limit(200);
  return rows.map((row) => ({
    at: row.at,
    before: row.after - row.delta,
    after: row.after,
    cause: row.cause,
  }));
}
