import { and, eq, lte, sql } from "drizzle-orm";
import { unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyFacts, type Learned } from "./apply-facts";
import { answerFromStripe, isStripeAway, SubjectUnknownError } from "./ask-stripe";
import { holdLease, releaseLease } from "./lease";
import { sweepSubscriptions } from "./sweep-subscriptions";
import { tellLateness } from "./tell-lateness";

/** Stripe's default limit is 25 requests a second per endpoint; this leaves room for everything else. */
const FETCHES_A_ROUND = 15;
/** Above this many waiting, reading them all by pages asks less often than reading them one by one. */
const SWEEP_ABOVE = 100;
/** Longer than a round that waits for every time-out. */
const LEASE_MS = 60_000;
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
  const due = await dueQuestions(ctx, SWEEP_ABOVE + 1);
  if (due.length === 0) return { settled: 0, waiting: await countWaiting(ctx) };
  if (!(await holdLease(ctx, "settle", holder, LEASE_MS))) {
    return { settled: 0, waiting: await countWaiting(ctx) };
  }
  try {
    const settled =
      due.length > SWEEP_ABOVE ? await sweep(ctx) : await askEach(ctx, due.slice(0, FETCHES_A_ROUND));
    return { settled, waiting: await countWaiting(ctx) };
  } finally {
    await releaseLease(ctx, "settle", holder);
  }
}

function dueQuestions(ctx: Ctx, limit?: number): Promise<Question[]> {
  const due = ctx.db
    .select()
    .from(unsettled)
    .where(lte(unsettled.dueAt, ctx.clock.now()))
    .orderBy(unsettled.dueAt);
  return limit === undefined ? due : due.limit(limit);
}

async function askEach(ctx: Ctx, questions: readonly Question[]): Promise<number> {
  const answered: Answered[] = [];
  const refused: { question: Question; error: unknown }[] = [];
  await Promise.all(
    questions.map(async (question) => {
      try {
        const facts = await answerFromStripe(ctx, question.kind, question.id);
        answered.push({ question, facts, answers: question });
      } catch (error) {
        refused.push({ question, error });
      }
    }),
  );
  const settled = await applyAnswers(ctx, answered);
  for (const { question, error } of refused) await postpone(ctx, question, error);
  // One outage is one reason to wait, however many questions met it.
  const away = refused.find(({ error }) => isStripeAway(error));
  if (away) await postponeAll(ctx, away.question);
  return settled;
}

type Answered = Extract<Learned, { facts: unknown }> & { question: Question };

/** All answers in one transaction; each alone if one of them cannot be applied. */
async function applyAnswers(ctx: Ctx, answered: readonly Answered[]): Promise<number> {
  if (answered.length === 0) return 0;
  try {
    await applyFacts(ctx, answered);
  } catch (error) {
    const [only] = answered;
    if (answered.length === 1 && only) {
      await postpone(ctx, only.question, error);
      return 0;
    }
    let settled = 0;
    for (const one of answered) settled += await applyAnswers(ctx, [one]);
    return settled;
  }
  // The facts settle their own subject; what is left here had nothing more to say.
  for (const { question } of answered) await ctx.db.delete(unsettled).where(sameQuestion(question));
  return answered.length;
}

/** Reads subscriptions by pages; what they do not answer is asked one by one. */
async function sweep(ctx: Ctx): Promise<number> {
  const due = await dueQuestions(ctx);
  const wanted = new Map(due.flatMap((each) => (each.kind === "subscription" ? [[each.id, each]] : [])));
  const others = due.filter((each) => each.kind !== "subscription").slice(0, FETCHES_A_ROUND);
  let settled = 0;
  try {
    for await (const page of sweepSubscriptions(ctx)) {
      const answered = page.flatMap(({ id, facts }) => {
        const question = wanted.get(id);
        wanted.delete(id);
        return question ? [{ question, facts, answers: question }] : [];
      });
      for (const each of answered) each.facts = await tellLateness(ctx, each.facts);
      settled += await applyAnswers(ctx, answered);
      if (wanted.size === 0) break;
    }
  } catch (error) {
    const first = due[0];
    if (!first || !isStripeAway(error)) throw error;
    await postpone(ctx, first, error);
    await postponeAll(ctx, first);
    return settled;
  }
  return settled + (await askEach(ctx, [...wanted.values(), ...others].slice(0, FETCHES_A_ROUND)));
}

/** Kept and shown to staff, asked again later: in seconds at first, then every five minutes. */
async function postpone(ctx: Ctx, question: Question, error: unknown): Promise<void> {
  const isUnknown = error instanceof SubjectUnknownError;
  const message = error instanceof Error ? error.message : String(error);
  ctx.log.warn(
    { kind: question.kind, id: question.id, attempts: question.attempts + 1 },
    `not settled: ${message}`,
  );
  await ctx.db
    .update(unsettled)
    .set({
      attempts: question.attempts + 1,
      lastError: message,
      unknown: isUnknown,
      dueAt: new Date(ctx.clock.now().getTime() + (isUnknown ? MAX_DELAY_MS : delayAfter(question.attempts))),
    })
    .where(sameQuestion(question));
}

/** While Stripe is away or asks us to slow down nothing is asked, not even what came meanwhile. */
async function postponeAll(ctx: Ctx, { attempts }: Question): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .update(unsettled)
    .set({ dueAt: new Date(now.getTime() + delayAfter(attempts)) })
    .where(lte(unsettled.dueAt, now));
}

function delayAfter(attempts: number): number {
  return Math.min(MAX_DELAY_MS, 1_000 * 2 ** Math.min(attempts, 9));
}

function sameQuestion({ kind, id, token }: Question) {
  return and(eq(unsettled.kind, kind), eq(unsettled.id, id), eq(unsettled.token, token));
}

async function countWaiting(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ n: sql<number>`count(*)::int` }).from(unsettled);
  return row?.n ?? 0;
}
