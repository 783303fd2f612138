import { createHmac } from "node:crypto";
import { lte, sql } from "drizzle-orm";
import { attemptLimits } from "@/db/schema";
import type { Ctx } from "./context";

export interface AttemptLimit {
  /** What is being tried, such as `redeem`. */
  what: string;
  /** Who or what is limited; kept only as a keyed hash. */
  subject: string;
  attempts: number;
  seconds: number;
}

/** Takes one attempt of a fixed window; false when there is none left. Exact under parallel calls. */
export async function claimAttempt(ctx: Ctx, limit: AttemptLimit): Promise<boolean> {
  // Real time, not the emulator's: guessing goes no faster for a clock that was moved.
  const now = new Date();
  const key = createHmac("sha256", ctx.settings.emailHashKey)
    .update(`attempts: ${limit.what}: ${limit.subject}`)
    .digest("base64url");
  const resetsAt = new Date(now.getTime() + limit.seconds * 1_000);
  const isOver = sql`${attemptLimits.resetsAt} <= ${now.toISOString()}::timestamptz`;
  const [row] = await ctx.db
    .insert(attemptLimits)
    .values({ key, points: 1, resetsAt })
    .onConflictDoUpdate({
      target: attemptLimits.key,
      set: {
        points: sql`case when ${isOver} then 1 else ${attemptLimits.points} + 1 end`,
        resetsAt: sql`case when ${isOver} then excluded.resets_at else ${attemptLimits.resetsAt} end`,
      },
    })
    .returning({ points: attemptLimits.points });
  return (row?.points ?? 1) <= limit.attempts;
}

/** Forgets windows that are over. */
export async function dropOldAttempts(ctx: Ctx): Promise<void> {
  await ctx.db.delete(attemptLimits).where(lte(attemptLimits.resetsAt, new Date()));
}
