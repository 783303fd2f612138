import { asc, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  articleImports,
  importRuns,
  installation,
  letters,
  reconcileDifferences,
  reconcileRuns,
  stripeEvents,
  unsettled,
} from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Correction, listCorrections } from "@/domain/drive/list-corrections";
import { type Instance, listInstances } from "@/domain/instance/instances";
import { isLeaseHeld } from "@/domain/membership/lease";
import { readUndeliveredCount, type Undelivered } from "@/domain/repair/read-undelivered-count";
import { countUnheard } from "./count-unheard";
import { type NotCounted, readNotCounted } from "./read-not-counted";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const LISTED = 20;

type StoredEvent = typeof stripeEvents.$inferSelect;

/** Everything that says whether the number can be trusted. */
export interface Trust {
  lastWebhookAt: Date | null;
  verifiedAt: Date | null;
  caughtUpTo: Date | null;
  backfilledAt: Date | null;
  /** Seconds from Stripe's own time to ours, of the newest events: the middle one and the slowest. */
  lag: { middle: number; slowest: number } | null;
  failedEvents: number;
  waitingEvents: number;
  /** Failed events, then waiting ones, the newest first, with what is kept of them. */
  events: Pick<StoredEvent, "id" | "type" | "receivedAt" | "outcome" | "error" | "attempts" | "payload">[];
  /** What came of another product, mode or account. */
  notCounted: NotCounted;
  doubts: number;
  /** Of the doubts: what Stripe says it does not know. */
  unknown: number;
  unsettled: (typeof unsettled.$inferSelect)[];
  runs: (typeof reconcileRuns.$inferSelect & {
    found: { kind: string; detail: string; repaired: boolean }[];
  })[];
  imports: (typeof importRuns.$inferSelect)[];
  /** The last import of each source of articles. */
  articles: (typeof articleImports.$inferSelect)[];
  corrections: Correction[];
  /** Payments of the last day that a welcome had to read from Stripe and no event told of within a minute. */
  unheard: number;
  /** What Stripe says it could not deliver; null when it did not answer. */
  undelivered: Undelivered | null;
  /** A comparison with Stripe that is under way, on whichever instance. */
  comparing: Comparing | null;
  instances: Instance[];
  /** Since when mail waits after a restore, and how many letters do. */
  mailHeld: { since: Date; waiting: number } | null;
}

/** How far a comparison has come. */
export interface Comparing {
  id: string;
  startedAt: Date;
  subscriptions: number;
  events: number;
}

/** What the trust page shows now. Any role. */
export async function readTrust(ctx: Ctx, staff: StaffMember | null): Promise<Trust> {
  requireRole(staff, "viewer");
  const failedFirst = sql`(${stripeEvents.outcome} = 'failed') desc`;
  const troubled = inArray(stripeEvents.outcome, ["failed", "waiting"]);
  const [state, lag, outcomes, events, doubts, waiting, runs, imports, corrections, ...more] =
    await Promise.all([
      ctx.db.select().from(installation),
      readLag(ctx),
      ctx.db
        .select({ outcome: stripeEvents.outcome, n: count() })
        .from(stripeEvents)
        .where(troubled)
        .groupBy(stripeEvents.outcome),
      ctx.db
        .select()
        .from(stripeEvents)
        .where(troubled)
        .orderBy(failedFirst, desc(stripeEvents.receivedAt))
        .limit(LISTED),
      ctx.db
        .select({ n: count(), unknown: sql<number>`count(*) filter (where ${unsettled.unknown})::int` })
        .from(unsettled),
      ctx.db.select().from(unsettled).orderBy(desc(unsettled.unknown), asc(unsettled.dueAt)).limit(LISTED),
      ctx.db.select().from(reconcileRuns).orderBy(desc(reconcileRuns.startedAt)).limit(10),
      ctx.db.select().from(importRuns).orderBy(desc(importRuns.startedAt)).limit(5),
      listCorrections(ctx),
      readUndeliveredCount(ctx),
      readComparing(ctx),
      listInstances(ctx),
      ctx.db.$count(letters, eq(letters.state, "queued")),
      readNotCounted(ctx),
      countUnheard(ctx),
      ctx.db.select().from(articleImports).orderBy(asc(articleImports.source)),
    ]);
  const [undelivered, comparing, instances, waitingLetters, notCounted, unheard, articles] = more;
  const heldSince = state[0]?.mailHeldSince ?? null;
  const countOf = (outcome: string) => outcomes.find((row) => row.outcome === outcome)?.n ?? 0;
  return {
    lastWebhookAt: state[0]?.lastWebhookAt ?? null,
    verifiedAt: state[0]?.verifiedAt ?? null,
    caughtUpTo: state[0]?.caughtUpTo ?? null,
    backfilledAt: state[0]?.backfilledAt ?? null,
    lag,
    failedEvents: countOf("failed"),
    waitingEvents: countOf("waiting"),
    events,
    notCounted,
    doubts: doubts[0]?.n ?? 0,
    unknown: doubts[0]?.unknown ?? 0,
    unsettled: waiting,
    runs: await withDifferences(ctx, runs),
    imports,
    articles,
    corrections: corrections.slice(0, LISTED),
    unheard,
    undelivered,
    comparing,
    instances,
    mailHeld: heldSince && { since: heldSince, waiting: waitingLetters },
  };
}

/** How far the comparison that is under way has come; null while none is. Any role. */
export async function watchComparison(ctx: Ctx, staff: StaffMember | null): Promise<Comparing | null> {
  requireRole(staff, "viewer");
  return readComparing(ctx);
}

/** An unfinished run whose lease ran out belonged to a process that ended. */
async function readComparing(ctx: Ctx): Promise<Comparing | null> {
  if (!(await isLeaseHeld(ctx, "reconcile"))) return null;
  const { id, startedAt, subscriptions, events } = reconcileRuns;
  const [run] = await ctx.db
    .select({ id, startedAt, subscriptions, events })
    .from(reconcileRuns)
    .where(isNull(reconcileRuns.finishedAt))
    .orderBy(desc(reconcileRuns.startedAt))
    .limit(1);
  return run ?? null;
}

async function readLag(ctx: Ctx): Promise<Trust["lag"]> {
  const newest = ctx.db
    .select({ created: stripeEvents.created, receivedAt: stripeEvents.receivedAt })
    .from(stripeEvents)
    .orderBy(desc(stripeEvents.receivedAt))
    .limit(200)
    .as("newest");
  const seconds = sql`extract(epoch from ${newest.receivedAt} - ${newest.created})`;
  const [row] = await ctx.db
    .select({
      middle: sql<number | null>`(percentile_disc(0.5) within group (order by ${seconds}))::float8`,
      slowest: sql<number | null>`max(${seconds})::float8`,
    })
    .from(newest);
  return row?.middle == null || row.slowest == null ? null : { middle: row.middle, slowest: row.slowest };
}

async function withDifferences(
  ctx: Ctx,
  runs: readonly (typeof reconcileRuns.$inferSelect)[],
): Promise<Trust["runs"]> {
  const found = await Promise.all(
    runs.map((run) =>
      run.differences === 0
        ? []
        : ctx.db
            .select({
              kind: reconcileDifferences.kind,
              detail: reconcileDifferences.detail,
              repaired: reconcileDifferences.repaired,
            })
            .from(reconcileDifferences)
            .where(eq(reconcileDifferences.runId, run.id))
            .orderBy(asc(reconcileDifferences.id))
            .limit(LISTED),
    ),
  );
  return runs.map((run, at) => ({ ...run, found: found[at] ?? [] }));
}
