import { eq, sql } from "drizzle-orm";
import { importPages, importRuns, installation, subscriptions } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { applyFacts } from "@/domain/membership/apply-facts";
import type { Fact, Origin } from "@/domain/membership/facts";
import { newId } from "@/domain/new-id";
import { pageFacts } from "./account-facts";
import { inOneCommit, rehearse } from "./in-one-commit";
import { readSubscriptions } from "./read-account";
import { readMoneyBack } from "./read-money-back";
import { type ImportRun, openRun, stagedPages, stageFacts } from "./staged-facts";
import { counted, everySecond, figure, type Print } from "./tell";
import { withLease } from "./with-lease";

/** What an import changed, or would. */
export interface ImportEffect {
  before: number;
  after: number;
  subscriptions: number;
  /** Subscriptions that do not count, by reason, most first. */
  notCounting: { reason: string; n: number }[];
}

/** What was read longer ago is read anew: Stripe lists events, which tell what changed since, for 30 days. */
const STALE_MS = 24 * 3_600_000;
/** Members who join while the list is read are not on it. */
const OVERLAP_MS = 5 * 60_000;
/** Of a hundred subscriptions each. Fewer wait for the database more often, more keep too much in memory at a time. */
const PAGES_AT_ONCE = 5;

/**
 * Counts the members who already exist in Stripe: reads every subscription of every status, going on where an
 * earlier run stopped, then counts them all in one commit, as one dated change of the ledger. With `preview` the
 * effect is shown and nothing is counted; what was read is kept for the run that does.
 */
export async function backfill(
  ctx: Ctx,
  { preview, print }: { preview: boolean; print: Print },
): Promise<ImportEffect> {
  const effect = await withLease(ctx, "backfill", { wait: true, say: print }, async () => {
    const run = await readAll(ctx, await startRun(ctx, print), print);
    const count = (inside: Ctx) => countStaged(inside, run, print);
    return preview ? rehearse(ctx, count) : inOneCommit(ctx, count);
  });
  if (!effect) throw new Error("a backfill that waits for its lease ran without it");
  return effect;
}

async function startRun(ctx: Ctx, print: Print): Promise<ImportRun> {
  const now = ctx.clock.now();
  const open = await openRun(ctx.db);
  if (open && now.getTime() - open.touchedAt.getTime() < STALE_MS) {
    if (open.subscriptions > 0)
      print(
        `Going on with the import of ${stamp(open.startedAt)}: ${counted(open.subscriptions, "subscription")} read so far.`,
      );
    return open;
  }
  if (open) {
    await ctx.db.delete(importPages).where(eq(importPages.runId, open.id));
    await ctx.db
      .update(importRuns)
      .set({ state: "abandoned", finishedAt: now })
      .where(eq(importRuns.id, open.id));
  }
  const [run] = await ctx.db
    .insert(importRuns)
    .values({ id: newId(), startedAt: now, touchedAt: now, state: "reading" })
    .returning();
  if (!run) throw new Error("an import could not be started");
  return run;
}

/** Reads until nothing is left to read; every page is kept together with the place it was read to. */
async function readAll(ctx: Ctx, started: ImportRun, print: Print): Promise<ImportRun> {
  let run = started;
  if (run.state === "reading") run = await readPages(ctx, run, print);
  if (run.state === "money") run = await readMoney(ctx, run);
  return run;
}

async function readPages(ctx: Ctx, started: ImportRun, print: Print): Promise<ImportRun> {
  const tell = everySecond(print);
  let run = started;
  let reading = readSubscriptions(ctx, { after: run.cursor });
  for (;;) {
    const page = await reading;
    const last = page.data.at(-1)?.id ?? run.cursor;
    // The next page is under way while this one is kept; its failure is met when it is waited for.
    if (page.hasMore) {
      reading = readSubscriptions(ctx, { after: last });
      reading.catch(() => {});
    }
    const facts = (await pageFacts(ctx, page, originOf(run))).toReversed().flat();
    run = await ctx.db.transaction(async (tx) => {
      await stageFacts(tx, run.id, facts);
      return save(tx, run, {
        cursor: last,
        subscriptions: run.subscriptions + page.data.length,
        state: page.hasMore ? "reading" : "money",
        touchedAt: ctx.clock.now(),
      });
    });
    tell(`${counted(run.subscriptions, "subscription")} read…`);
    if (!page.hasMore) return run;
  }
}

/** What came back of their payments, and who joined while the list was read. */
async function readMoney(ctx: Ctx, run: ImportRun): Promise<ImportRun> {
  const origin = originOf(run);
  const late: Fact[] = [];
  const createdSince = new Date(run.startedAt.getTime() - OVERLAP_MS);
  let after: string | null = null;
  for (let more = true; more; ) {
    const page = await readSubscriptions(ctx, { createdSince, after });
    late.push(...(await pageFacts(ctx, page, origin)).toReversed().flat());
    after = page.data.at(-1)?.id ?? null;
    more = page.hasMore;
  }
  const money = await readMoneyBack(ctx, origin, stagedPages(ctx.db, run.id, origin));
  return ctx.db.transaction(async (tx) => {
    await stageFacts(tx, run.id, late);
    await stageFacts(tx, run.id, money);
    return save(tx, run, { state: "ready", touchedAt: ctx.clock.now() });
  });
}

async function save(db: Ctx["db"], run: ImportRun, change: Partial<ImportRun>): Promise<ImportRun> {
  await db.update(importRuns).set(change).where(eq(importRuns.id, run.id));
  return { ...run, ...change };
}

async function countStaged(ctx: Ctx, run: ImportRun, print: Print): Promise<ImportEffect> {
  const tell = everySecond(print);
  const before = await readTotal(ctx);
  const money: Fact[] = [];
  let pages: Fact[][] = [];
  let done = 0;
  const count = async () => {
    await applyFacts(
      ctx,
      pages.map((facts) => ({ facts })),
    );
    pages = [];
  };
  for await (const page of stagedPages(ctx.db, run.id, originOf(run))) {
    // What came back is applied when everything it came back from is there.
    money.push(...page.filter(isMoneyBack));
    pages.push(page.filter((fact) => !isMoneyBack(fact)));
    done += page.filter((fact) => fact.kind === "subscription").length;
    if (pages.length === PAGES_AT_ONCE) await count();
    tell(`${counted(done, "subscription")} counted…`);
  }
  await count();
  await applyFacts(ctx, [{ facts: money }]);
  const after = await readTotal(ctx);
  const now = ctx.clock.now();
  await ctx.db.delete(importPages).where(eq(importPages.runId, run.id));
  await ctx.db
    .update(importRuns)
    .set({ state: "applied", finishedAt: now, totalBefore: before, totalAfter: after })
    .where(eq(importRuns.id, run.id));
  await ctx.db.update(installation).set({ backfilledAt: now }).where(eq(installation.id, 1));
  await raiseContentRevision(ctx.db);
  return { before, after, subscriptions: run.subscriptions, notCounting: await notCounting(ctx) };
}

function isMoneyBack(fact: Fact): boolean {
  return fact.kind === "refund" || fact.kind === "dispute";
}

function originOf(run: ImportRun): Origin {
  return { kind: "fetch", cause: "backfill", step: { id: run.id, oneChangeAt: run.startedAt } };
}

async function readTotal(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ total: installation.total }).from(installation);
  return row?.total ?? 0;
}

async function notCounting(ctx: Ctx): Promise<ImportEffect["notCounting"]> {
  const rows = await ctx.db
    .select({ reason: subscriptions.reason, n: sql<number>`count(*)::int` })
    .from(subscriptions)
    .where(eq(subscriptions.counts, false))
    .groupBy(subscriptions.reason)
    .orderBy(sql`count(*) desc`);
  return rows.map(({ reason, n }) => ({ reason: reason ?? "unknown", n }));
}

/** What a person who ran an import reads at its end. */
export function describeImport(effect: ImportEffect, preview: boolean): string[] {
  const change = effect.after - effect.before;
  const sign = change < 0 ? "−" : "+";
  return [
    `${counted(effect.subscriptions, "subscription")} in Stripe.`,
    `${preview ? "Would count" : "Counted"}: ${figure(effect.before)} → ${figure(effect.after)} members (${sign}${figure(Math.abs(change))}), as one step of the ledger.`,
    ...effect.notCounting.map(
      ({ reason, n }) => `  do not count, ${reason.replaceAll("_", " ")}: ${figure(n)}`,
    ),
    ...(preview ? ["Nothing was counted. Run it without --preview to count them."] : []),
  ];
}

function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
