import { and, count, desc, eq, gte, isNotNull, lt, max, min } from "drizzle-orm";
import { articleImports, reconcileRuns, stripeEvents, unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { dayOf, startOfDay } from "@/domain/drive/start-of-day";
import { plural } from "@/domain/staff/room-words";
import type { Happening } from "./notice";

const HOUR_MS = 3_600_000;

/** What staff must look at, told once a day while it lasts: failed events, doubts, comparisons that went wrong. */
export async function lookAtFailures(ctx: Ctx): Promise<Happening[]> {
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  const now = ctx.clock.now();
  const day = dayOf(now, timezone);
  const found = await Promise.all([
    failedEvents(ctx, startOfDay(now, timezone)),
    oldDoubts(ctx, now),
    badComparison(ctx),
    badImport(ctx, startOfDay(now, timezone)),
  ]);
  return found.flatMap((each) =>
    each
      ? { event: "failure" as const, path: "/staff/trust", ...each, subject: `${each.subject}:${day}` }
      : [],
  );
}

type Failure = Pick<Happening, "subject" | "at" | "title" | "lines">;

async function failedEvents(ctx: Ctx, since: Date): Promise<Failure | null> {
  const [row] = await ctx.db
    .select({ n: count(), at: max(stripeEvents.receivedAt) })
    .from(stripeEvents)
    .where(and(eq(stripeEvents.outcome, "failed"), gte(stripeEvents.receivedAt, since)));
  if (!row?.at) return null;
  return {
    subject: "events",
    at: row.at,
    title: `${plural(row.n, "event")} of Stripe could not be applied`,
    lines: ["None is lost: the trust page says why, and applies them again once the reason is gone."],
  };
}

async function oldDoubts(ctx: Ctx, now: Date): Promise<Failure | null> {
  const [row] = await ctx.db
    .select({ n: count(), since: min(unsettled.since) })
    .from(unsettled)
    .where(and(eq(unsettled.unknown, false), lt(unsettled.since, new Date(now.getTime() - HOUR_MS))));
  if (!row?.since) return null;
  return {
    subject: "doubts",
    at: new Date(row.since.getTime() + HOUR_MS),
    title: `${plural(row.n, "subscription or payment", "subscriptions or payments")} could not be checked with Stripe for over an hour`,
    lines: ["Is Stripe, or the key, out of order? They are checked again by themselves."],
  };
}

async function badImport(ctx: Ctx, since: Date): Promise<Failure | null> {
  const rows = await ctx.db.select().from(articleImports).where(gte(articleImports.finishedAt, since));
  const bad = rows.filter((row) => row.error !== null || row.failed > 0);
  const [first] = bad;
  if (!first?.finishedAt) return null;
  return {
    subject: "articles",
    at: first.finishedAt,
    title: "Not every article could be imported",
    lines: bad.map((row) => `${row.source}: ${row.error ?? `${plural(row.failed, "article")} failed`}`),
  };
}

async function badComparison(ctx: Ctx): Promise<Failure | null> {
  const [last] = await ctx.db
    .select()
    .from(reconcileRuns)
    .where(and(isNotNull(reconcileRuns.finishedAt), eq(reconcileRuns.dryRun, false)))
    .orderBy(desc(reconcileRuns.startedAt))
    .limit(1);
  if (!last?.finishedAt) return null;
  const { error, differences, repaired, finishedAt: at } = last;
  if (error) {
    const title = "The comparison with Stripe did not get to its end";
    return { subject: "comparison", at, title, lines: [error] };
  }
  if (differences <= repaired) return null;
  return {
    subject: "differences",
    at,
    title: `The comparison with Stripe left ${plural(differences - repaired, "difference")}`,
    lines: ["The trust page names them."],
  };
}
