import { and, eq, lte, sql } from "drizzle-orm";
import { unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyFacts } from "./apply-facts";
import { answerFromStripe, SubjectUnknownError } from "./ask-stripe";
import { holdLease } from "./lease";

/** Stripe's default limit is 25 requests a second per endpoint; this leaves room for everything else. */
const FETCHES_A_ROUND = 15;
const ROUND_MS = 1_000;
const MAX_DELAY_MS = 5 * 60_000;

type Question = typeof unsettled.$inferSelect;

/** How one round of settling went; `waiting` are still open, due or not. */
export interface Settled {
  settled: number;
  waiting: number;
}

/**
 * Asks Stripe about what is in doubt and due, at most 15 a second, and applies the answers. No transaction is
 * open while Stripe is asked; an answer to a question asked anew meanwhile is dropped. One instance at a time.
 */
export async function settleDue(ctx: Ctx, holder: string): Promise<Settled> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select()
    .from(unsettled)
    .where(lte(unsettled.dueAt, now))
    .orderBy(unsettled.dueAt)
    .limit(FETCHES_A_ROUND);
  if (due.length === 0) return { settled: 0, waiting: await countWaiting(ctx) };
  if (!(await holdLease(ctx, "settle", holder, 10 * ROUND_MS))) return { settled: 0, waiting: due.length };

  const results = await Promise.all(due.map((question) => settleOne(ctx, question)));
  return { settled: results.filter(Boolean).length, waiting: await countWaiting(ctx) };
}

async function settleOne(ctx: Ctx, question: Question): Promise<boolean> {
  const { kind, id, token } = question;
  try {
    const facts = await answerFromStripe(ctx, kind, id);
    await applyFacts(ctx, [{ facts, answers: { kind, id, token } }]);
    // The facts settle their own subject; what is left here had nothing more to say.
    await ctx.db.delete(unsettled).where(sameQuestion(question));
    return true;
  } catch (error) {
    await postpone(ctx, question, error);
    return false;
  }
}

/** Kept and shown to staff, asked again later: in seconds at first, then every five minutes. */
async function postpone(ctx: Ctx, question: Question, error: unknown): Promise<void> {
  const unknown = error instanceof SubjectUnknownError;
  const message = error instanceof Error ? error.message : String(error);
  const delay = unknown ? MAX_DELAY_MS : Math.min(MAX_DELAY_MS, 1_000 * 2 ** Math.min(question.attempts, 9));
  ctx.log.warn(
    { kind: question.kind, id: question.id, attempts: question.attempts + 1 },
    `not settled: ${message}`,
  );
  await ctx.db
    .update(unsettled)
    .set({
      attempts: question.attempts + 1,
      lastError: message,
      dueAt: new Date(ctx.clock.now().getTime() + delay),
    })
    .where(sameQuestion(question));
}

function sameQuestion({ kind, id, token }: Question) {
  return and(eq(unsettled.kind, kind), eq(unsettled.id, id), eq(unsettled.token, token));
}

async function countWaiting(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ n: sql<number>`count(*)::int` }).from(unsettled);
  return row?.n ?? 0;
}
