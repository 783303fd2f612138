import { type SQL, sql } from "drizzle-orm";
import { hourlyStats } from "@/db/schema";

/**
 * Rows in which people joined or left by themselves. Imports, policy changes and what staff record are steps, and
 * corrections put records right: none of them says how fast a drive moves.
 */
export const isMovement: SQL = sql`(${hourlyStats.kind} <> 'correction'
  and ${hourlyStats.cause} not in ('import', 'policy', 'adjustment'))`;

/** People who began to count, without those who only changed their kind. */
export const joinedSum: SQL<number> = sql<number>`coalesce(sum(${hourlyStats.gained} - ${hourlyStats.switched})
  filter (where ${isMovement}), 0)::int`;

/** People who stopped counting, without those who only changed their kind. */
export const leftSum: SQL<number> = sql<number>`coalesce(sum(${hourlyStats.lost} - ${hourlyStats.switched})
  filter (where ${isMovement}), 0)::int`;

/** Everything that moved the total, whatever its cause. */
export const changeSum: SQL<number> = sql<number>`coalesce(sum(${hourlyStats.gained} - ${hourlyStats.lost}), 0)::int`;
