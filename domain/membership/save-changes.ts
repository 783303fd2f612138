import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { runPrepared } from "@/db/prepared";
import {
  checkouts,
  invoices,
  ledger,
  members,
  passes,
  payments,
  stripeCustomers,
  subscriptions,
  unsettled,
} from "@/db/schema";
import { together } from "@/db/together";
import { insertOf, upsertRows } from "@/db/write-rows";
import { addToHours } from "@/domain/drive/add-to-hours";
import { newId } from "@/domain/new-id";
import type { WorkingSet } from "./working-set";

/** Writes every row the batch changed: one statement a table, whatever the size of the batch, sent together. */
export async function saveChanges(tx: Tx, set: WorkingSet, now: Date): Promise<void> {
  const id = sql.raw("id");
  // In the order of their foreign keys: a connection runs what it was given in that order.
  await together([
    upsertRows(tx, members, id, set.members.toWrite()),
    upsertRows(tx, stripeCustomers, id, set.customers.toWrite()),
    upsertRows(tx, subscriptions, id, set.subscriptions.toWrite()),
    upsertRows(tx, invoices, id, set.invoices.toWrite()),
    upsertRows(tx, payments, id, set.payments.toWrite()),
    upsertRows(tx, checkouts, id, set.checkouts.toWrite()),
    upsertRows(tx, passes, id, set.passes.toWrite()),
    forgetSettled(tx, set),
    saveDoubts(tx, set, now),
  ]);
}

/** What is recorded of a change, before it has a place in the ledger; a `Movement` is one. */
type LedgerEntry = Omit<typeof ledger.$inferInsert, "id" | "at" | "total" | "version">;

/** The newsroom's total after these movements. */
export function totalAfter(total: number, movements: readonly { delta: number }[]): number {
  return movements.reduce((sum, { delta }) => sum + delta, total);
}

/** Appends movements to the ledger and its rollup, each with the running total after it. */
export async function appendLedger(
  tx: Tx,
  movements: readonly LedgerEntry[],
  at: Date,
  version: number,
  totalBefore: number,
): Promise<void> {
  if (movements.length === 0) return;
  let total = totalBefore;
  const rows = movements.map((movement) => {
    total += movement.delta;
    return { ...movement, at, total, version };
  });
  await together([runPrepared(tx, "append_ledger", sql`${insertOf(ledger, rows)}`), addToHours(tx, version)]);
}

/** What was settled and not doubted again need not be asked any more. */
async function forgetSettled(tx: Tx, set: WorkingSet): Promise<void> {
  const settled = [...set.settled].filter((key) => !set.doubts.has(key));
  if (settled.length === 0) return;
  const subjects = settled.map((key) => {
    const at = key.indexOf(":");
    return { kind: key.slice(0, at), id: key.slice(at + 1) };
  });
  await runPrepared(
    tx,
    "forget_settled",
    sql`delete from unsettled where (kind, id) in
      (select kind, id from jsonb_to_recordset(${JSON.stringify(subjects)}::text::jsonb) as gone(kind text, id text))`,
  );
}

async function saveDoubts(tx: Tx, set: WorkingSet, now: Date): Promise<void> {
  const rows = [...set.doubts.values()].map((doubt) => ({
    kind: doubt.kind,
    id: doubt.id,
    token: newId(),
    reason: doubt.reason,
    dueAt: new Date(now.getTime() + doubt.delayMs),
    attempts: 0,
    unknown: false,
    since: now,
  }));
  if (rows.length === 0) return;
  // A new doubt changes the token, so that an answer already under way is not taken for the answer to it.
  await runPrepared(
    tx,
    "save_doubts",
    sql`${insertOf(unsettled, rows)} on conflict (kind, id) do update set
      token = excluded.token, reason = excluded.reason, due_at = least(unsettled.due_at, excluded.due_at)`,
  );
}
