import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { readByKey } from "@/db/prepared";
import { products, unsettled } from "@/db/schema";
import { together } from "@/db/together";
import type { Ctx } from "@/domain/context";
import { type Installation, lockInstallation, openDrives } from "@/domain/drive/commit-progress";
import type { Fact } from "./facts";
import { firstOutcome, type InboxEntry, type InboxOutcome, saveOutcomes, storeEvents } from "./inbox";
import { loadAffected } from "./load-affected";
import type { ParsedEvent, Subject } from "./parse-stripe-event";
import { placePasses } from "./place-passes";
import { recordMovements } from "./record-movements";
import { type Movement, recount } from "./recount";
import { saveChanges } from "./save-changes";
import { takeFact } from "./take-fact";
import type { WorkingSet } from "./working-set";

/** What became of one event. */
export type Outcome = InboxOutcome | "duplicate";

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
    const [, held, open, allowed] = await together([
      readByKey(tx),
      lockInstallation(tx),
      openDrives(tx),
      membershipProducts(tx, ctx),
    ]);
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
    const movements = recount(set, allowed, now);
    const fromWebhook = learned.some((entry) => "event" in entry && !entry.again && !entry.fetched);
    // Started in the order they must run in: the ledger names the members.
    const [, , snapshots] = await together([
      saveChanges(tx, set, now),
      saveOutcomes(tx, fresh),
      recordMovements(tx, ctx, { held, open }, movements, { fromWebhook, now }),
    ]);
    return { applied: summarise(learned, fresh, movements, set), snapshots };
  });
  ctx.feed.publish(snapshots);
  return applied;
}

/** Something learned that is new to us, with what became of it so far. */
interface Entry extends InboxEntry {
  index: number;
  facts: readonly Fact[];
}

async function takeIn(tx: Tx, learned: readonly Learned[], held: Installation, ctx: Ctx): Promise<Entry[]> {
  const events = learned.flatMap((item) => ("event" in item && !item.again ? item.event : []));
  const stored = await storeEvents(tx, events, held, ctx);
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
  const ticked = await tx
    .select({ id: products.id })
    .from(products)
    .where(eq(products.membership, true))
    .prepare("membership_products")
    .execute();
  return new Set([...ctx.settings.membershipProducts, ...ticked.map(({ id }) => id)]);
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
