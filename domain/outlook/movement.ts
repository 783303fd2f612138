import { type SQL, sql } from "drizzle-orm";
import type { hourlyStats, hourTotals } from "@/db/schema";

/** Either rollup of the ledger: by hour alone, or by where people came from too. */
export type Rollup = typeof hourlyStats | typeof hourTotals;

/**
 * Rows in which people joined or left by themselves. Imports, policy changes and what staff record are steps, and
 * corrections put records right: none of them says how fast a drive moves.
 */
export function isMovement({ kind, cause }: Rollup): SQL {
  return sql`(${kind} <> 'correction' and ${cause} not in ('import', 'policy', 'adjustment'))`;
}

/** People who began to count, without those who only changed their kind. */
export function joinedSum(from: Rollup): SQL<number> {
  return sql`coalesce(sum(${from.gained} - ${from.switched}) filter (where ${isMovement(from)}), 0)::int`;
}

/** People who stopped counting, without those who only changed their kind. */
export function leftSum(from: Rollup): SQL<number> {
  return sql`coalesce(sum(${from.lost} - ${from.switched}) filter (where ${isMovement(from)}), 0)::int`;
}

/** Everything that moved the total, whatever its cause. */
export function changeSum(from: Rollup): SQL<number> {
  return sql`coalesce(sum(${from.gained} - ${from.lost}), 0)::int`;
}
