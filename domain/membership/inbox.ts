import { sql } from "drizzle-orm";
import { isAnyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { runPrepared } from "@/db/prepared";
import { rowsOf } from "@/db/rows";
import { stripeEvents } from "@/db/schema";
import { insertOf } from "@/db/write-rows";
import type { Ctx } from "@/domain/context";
import type { Installation } from "@/domain/drive/commit-progress";
import type { ParsedEvent } from "./parse-stripe-event";
import { foreignEvent } from "./whose-event";

/** What the inbox says became of an event. */
export type InboxOutcome = (typeof stripeEvents.$inferSelect)["outcome"];

/** What became of an event so far; `event` is null for what was fetched and has no place in the inbox. */
export interface InboxEntry {
  event: ParsedEvent | null;
  /** A replay of an event that is in the inbox already. */
  again: boolean;
  outcome: InboxOutcome;
}

/** Puts events into the inbox; gives the outcome so far of those that were not there. */
export async function storeEvents(
  tx: Tx,
  events: readonly ParsedEvent[],
  held: Installation,
  ctx: Ctx,
): Promise<Map<string, InboxOutcome>> {
  const receivedAt = ctx.clock.now();
  const rows = new Map<string, typeof stripeEvents.$inferInsert & { outcome: InboxOutcome }>();
  for (const { facts, subject: _subject, ...event } of events) {
    if (rows.has(event.id)) continue;
    const outcome = firstOutcome({ ...event, facts }, held, ctx);
    rows.set(event.id, { ...event, receivedAt, outcome, attempts: 1 });
  }
  if (rows.size === 0) return new Map();
  // Sorted, so that two instances given the same events wait for each other instead of deadlocking.
  const sorted = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const inserted = await runPrepared(
    tx,
    "store_events",
    sql`${insertOf(stripeEvents, sorted)} on conflict do nothing returning id`,
  );
  return new Map(rowsOf<{ id: string }>(inserted).map(({ id }) => [id, rows.get(id)?.outcome ?? "ignored"]));
}

/** What an event is to us before its facts are taken. */
export function firstOutcome(
  event: Omit<ParsedEvent, "subject">,
  held: Installation,
  ctx: Ctx,
): InboxOutcome {
  const ours = { livemode: ctx.settings.livemode, account: held.stripeAccount };
  if (foreignEvent(event, ours)) return "not_ours";
  if (event.error) return "failed";
  return event.facts.length > 0 ? "applied" : "ignored";
}

/** The inbox was filled with the outcome expected; these turned out otherwise. */
export async function saveOutcomes(tx: Tx, entries: readonly InboxEntry[]): Promise<void> {
  for (const outcome of ["stale", "waiting"] as const) {
    const ids = entries.flatMap((entry) => (entry.event && entry.outcome === outcome ? entry.event.id : []));
    if (ids.length === 0) continue;
    await runPrepared(
      tx,
      "save_outcomes",
      sql`update stripe_events set outcome = ${outcome} where ${isAnyOf(stripeEvents.id, ids)}`,
    );
  }
  const again = entries.flatMap((entry) =>
    entry.event && entry.again && entry.outcome === "applied" ? entry.event.id : [],
  );
  if (again.length === 0) return;
  await runPrepared(
    tx,
    "save_applied",
    sql`update stripe_events set outcome = 'applied', error = null where ${isAnyOf(stripeEvents.id, again)}`,
  );
}
