import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { installation, products, stripeEvents, unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { runningBreakdown } from "@/domain/drive/build-snapshot";
import {
  addChanges,
  type Installation,
  lockInstallation,
  nextVersion,
  notifyProgress,
  openDrives,
  sameFigures,
  writeProgress,
} from "@/domain/drive/commit-progress";
import { guardJump } from "@/domain/drive/jump-guard";
import type { DriveSnapshot } from "@/domain/drive/progress";
import type { Fact } from "./facts";
import { loadAffected } from "./load-affected";
import type { ParsedEvent, Subject } from "./parse-stripe-event";
import { placePasses } from "./place-passes";
import { type Movement, recount } from "./recount";
import { appendLedger, saveChanges } from "./save-changes";
import { takeFact } from "./take-fact";
import { foreignEvent } from "./whose-event";
import type { WorkingSet } from "./working-set";

/** What became of one event. All but `duplicate` are stored in the inbox. */
export type Outcome = "applied" | "stale" | "duplicate" | "ignored" | "not_ours" | "failed" | "waiting";

/** One thing learned from Stripe: an event for the inbox, or facts that were fetched. */
export type Learned =
  | { event: ParsedEvent; again?: boolean /** Asked for: no sign that webhooks arrive. */; fetched?: boolean }
  | { facts: readonly Fact[]; answers?: { kind: Subject["kind"]; id: string; token: string } };

/**
 * People whom no fact moved: what they support by is decided anew, because its time ran out, or in one `step` because
 * staff changed what counts.
 */
export type Expiry = { dueAt: Date } & (
  | { subscriptionId: string; step?: { id: string; ref: string } }
  | { passId: string }
);

export interface Applied {
  /** In the order of `learned`. */
  outcomes: Outcome[];
  /** Net change of the newsroom's total. */
  moved: number;
  catalogueChanged: boolean;
}

/**
 * The one way a number changes: takes what was learned, in one transaction and a handful of statements whatever
 * its size, and publishes the new progress after its commit. Throws when nothing was committed.
 */
export async function applyFacts(
  ctx: Ctx,
  learned: readonly Learned[],
  expiries: readonly Expiry[] = [],
): Promise<Applied> {
  const { applied, snapshots } = await ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const now = ctx.clock.now();
    const fresh = await takeIn(tx, learned, held, ctx);
    const facts = fresh.flatMap((entry) => entry.facts);
    const set = await loadAffected(tx, facts, {
      subscriptionIds: expiries.flatMap((due) => ("subscriptionId" in due ? due.subscriptionId : [])),
      passIds: expiries.flatMap((due) => ("passId" in due ? due.passId : [])),
    });
    for (const entry of fresh) takeEntry(set, entry);
    for (const expiry of expiries) expire(set, expiry);
    placePasses(set);
    const movements = recount(set, await membershipProducts(tx, ctx), now);
    await saveChanges(tx, set, now);
    await saveOutcomes(tx, fresh);
    const snapshots = await record(
      tx,
      ctx,
      held,
      movements,
      learned.some((entry) => "event" in entry && !entry.again && !entry.fetched),
      now,
    );
    return { applied: summarise(learned, fresh, movements, set), snapshots };
  });
  ctx.feed.publish(snapshots);
  return applied;
}

/** Something learned that is new to us, with what became of it so far. */
interface Entry {
  index: number;
  facts: readonly Fact[];
  event: ParsedEvent | null;
  /** A replay of an event that is in the inbox already. */
  again: boolean;
  outcome: Outcome;
}

async function takeIn(tx: Tx, learned: readonly Learned[], held: Installation, ctx: Ctx): Promise<Entry[]> {
  const stored = await storeEvents(tx, learned, held, ctx);
  const entries: Entry[] = [];
  for (const [index, item] of learned.entries()) {
    if ("event" in item) {
      const outcome = item.again ? firstOutcome(item.event, held, ctx) : stored.get(item.event.id);
      stored.delete(item.event.id);
      if (!outcome) continue;
      const facts = outcome === "applied" ? item.event.facts : [];
      entries.push({ index, facts, event: item.event, again: item.again ?? false, outcome });
    } else if (await isStillAsked(tx, item.answers)) {
      entries.push({ index, facts: item.facts, event: null, again: false, outcome: "applied" });
    }
  }
  return entries;
}

/** Puts events into the inbox; gives the outcome so far of those that were not there. */
async function storeEvents(
  tx: Tx,
  learned: readonly Learned[],
  held: Installation,
  ctx: Ctx,
): Promise<Map<string, Outcome>> {
  const receivedAt = new Date();
  const rows = new Map<string, typeof stripeEvents.$inferInsert>();
  for (const item of learned) {
    if (!("event" in item) || item.again || rows.has(item.event.id)) continue;
    const { facts: _facts, subject: _subject, ...event } = item.event;
    const outcome = firstOutcome(item.event, held, ctx);
    rows.set(event.id, { ...event, receivedAt, outcome: outcome === "duplicate" ? "ignored" : outcome });
  }
  if (rows.size === 0) return new Map();
  const inserted = await tx
    .insert(stripeEvents)
    // Sorted, so that two instances given the same events wait for each other instead of deadlocking.
    .values([...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
    .onConflictDoNothing()
    .returning({ id: stripeEvents.id });
  return new Map(inserted.map(({ id }) => [id, rows.get(id)?.outcome ?? "ignored"]));
}

function firstOutcome(event: ParsedEvent, held: Installation, ctx: Ctx): Outcome {
  const ours = { livemode: ctx.settings.livemode, account: held.stripeAccount };
  if (foreignEvent(event, ours)) return "not_ours";
  if (event.error) return "failed";
  return event.facts.length > 0 ? "applied" : "ignored";
}

/** Whether a fetched answer is still to the newest question about its subject. */
async function isStillAsked(
  tx: Tx,
  answers: { kind: Subject["kind"]; id: string; token: string } | undefined,
): Promise<boolean> {
  if (!answers) return true;
  const [row] = await tx
    .select({ token: unsettled.token })
    .from(unsettled)
    .where(and(eq(unsettled.kind, answers.kind), eq(unsettled.id, answers.id)));
  return row?.token === answers.token;
}

function takeEntry(set: WorkingSet, entry: Entry): void {
  if (entry.event && entry.outcome === "failed" && entry.event.subject) {
    set.doubt({ ...entry.event.subject, reason: "an event about it could not be read", delayMs: 0 });
  }
  const outcomes = entry.facts.map((fact) => takeFact(set, fact));
  if (outcomes.length === 0) return;
  entry.outcome = outcomes.includes("waiting")
    ? "waiting"
    : outcomes.includes("applied")
      ? "applied"
      : "stale";
}

function expire(set: WorkingSet, expiry: Expiry): void {
  const { dueAt } = expiry;
  if ("passId" in expiry) {
    const { passId } = expiry;
    const cause = set.passes.get(passId)?.counts ? "expiry" : "start";
    set.touchedPasses.set(passId, { cause, causeRef: passId, effectiveAt: dueAt });
    return;
  }
  const { subscriptionId, step } = expiry;
  const row = set.subscriptions.get(subscriptionId);
  if (!row) return;
  if (step) {
    const { id, ref } = step;
    set.touchCustomer(row.customerId, { cause: "policy", causeRef: ref, effectiveAt: dueAt, changeId: id });
    return;
  }
  set.touchCustomer(row.customerId, { cause: "expiry", causeRef: subscriptionId, effectiveAt: dueAt });
  set.doubt({ kind: "subscription", id: subscriptionId, reason: "its time ran out", delayMs: 0 });
}

/** The allow-list: settings, and what staff ticked. */
export async function membershipProducts(tx: Tx, ctx: Ctx): Promise<ReadonlySet<string>> {
  const ticked = await tx.select({ id: products.id }).from(products).where(eq(products.membership, true));
  return new Set([...ctx.settings.membershipProducts, ...ticked.map(({ id }) => id)]);
}

/** The inbox was filled with the outcome expected; these turned out otherwise. */
async function saveOutcomes(tx: Tx, entries: readonly Entry[]): Promise<void> {
  for (const outcome of ["stale", "waiting"] as const) {
    const ids = entries.flatMap((entry) => (entry.event && entry.outcome === outcome ? entry.event.id : []));
    if (ids.length > 0) await tx.update(stripeEvents).set({ outcome }).where(inArray(stripeEvents.id, ids));
  }
  const again = entries.flatMap((entry) =>
    entry.event && entry.again && entry.outcome === "applied" ? entry.event.id : [],
  );
  if (again.length === 0) return;
  await tx
    .update(stripeEvents)
    .set({ outcome: "applied", error: null })
    .where(inArray(stripeEvents.id, again));
}

/** Ledger, figures and version: everything public of one commit. */
async function record(
  tx: Tx,
  ctx: Ctx,
  held: Installation,
  movements: readonly Movement[],
  fromWebhook: boolean,
  now: Date,
): Promise<DriveSnapshot[]> {
  const lastWebhookAt = fromWebhook ? new Date() : held.lastWebhookAt;
  if (movements.length === 0) {
    if (fromWebhook) await tx.update(installation).set({ lastWebhookAt }).where(eq(installation.id, 1));
    return [];
  }
  const version = nextVersion(held.version);
  const total = await appendLedger(tx, movements, now, version, held.total);
  await tx.update(installation).set({ version, total, lastWebhookAt }).where(eq(installation.id, 1));
  const quietly = movements.every((movement) => movement.cause === "import");
  const snapshots: DriveSnapshot[] = [];
  for (const open of await openDrives(tx)) {
    const row = addChanges(open.drive, open.row, movements);
    if (sameFigures(runningBreakdown(row), runningBreakdown(open.row))) continue;
    const guarded = await guardJump(
      tx,
      open.drive,
      { before: open.row, after: row },
      movements,
      held.jumpLimitPercent ?? ctx.settings.jumpLimitPercent,
      now,
    );
    snapshots.push(await writeProgress(tx, ctx, held, guarded, version, { quietly }));
  }
  await notifyProgress(tx, version);
  return snapshots;
}

function summarise(
  learned: readonly Learned[],
  fresh: readonly Entry[],
  movements: readonly Movement[],
  set: WorkingSet,
): Applied {
  const outcomes: Outcome[] = learned.map(() => "duplicate");
  for (const entry of fresh) outcomes[entry.index] = entry.outcome;
  return {
    outcomes,
    moved: movements.reduce((sum, movement) => sum + movement.delta, 0),
    catalogueChanged: set.catalogueChanged,
  };
}
