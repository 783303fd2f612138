import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
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
import { addToHours } from "@/domain/drive/add-to-hours";
import { newId } from "@/domain/new-id";
import type { WorkingSet } from "./working-set";

/** Writes every row the batch changed: one statement a table, whatever the size of the batch. */
export async function saveChanges(tx: Tx, set: WorkingSet, now: Date): Promise<void> {
  // In the order of their foreign keys.
  await upsert(tx, members, members.id, set.members.toWrite());
  await upsert(tx, stripeCustomers, stripeCustomers.id, set.customers.toWrite());
  await upsert(tx, subscriptions, subscriptions.id, set.subscriptions.toWrite());
  await upsert(tx, invoices, invoices.id, set.invoices.toWrite());
  await upsert(tx, payments, payments.id, set.payments.toWrite());
  await upsert(tx, checkouts, checkouts.id, set.checkouts.toWrite());
  await upsert(tx, passes, passes.id, set.passes.toWrite());
  await saveDoubts(tx, set, now);
}

/** What is recorded of a change, before it has a place in the ledger; a `Movement` is one. */
type LedgerEntry = Omit<typeof ledger.$inferInsert, "id" | "at" | "total" | "version">;

/** Appends movements to the ledger and its rollup, with their running total; gives the total after the last. */
export async function appendLedger(
  tx: Tx,
  movements: readonly LedgerEntry[],
  at: Date,
  version: number,
  totalBefore: number,
): Promise<number> {
  let total = totalBefore;
  const rows = movements.map((movement) => {
    total += movement.delta;
    return { ...movement, at, total, version };
  });
  if (rows.length === 0) return total;
  const added = await tx.insert(ledger).values(rows).returning({ id: ledger.id });
  // The installation's lock is held, so ids between the first and the last are ours alone.
  const ids = added.map(({ id }) => id);
  await addToHours(tx, { first: Math.min(...ids), last: Math.max(...ids) });
  return total;
}

async function saveDoubts(tx: Tx, set: WorkingSet, now: Date): Promise<void> {
  const settled = [...set.settled].filter((key) => !set.doubts.has(key));
  if (settled.length > 0) {
    const pairs = settled.map((key) => {
      const at = key.indexOf(":");
      return sql`(${key.slice(0, at)}, ${key.slice(at + 1)})`;
    });
    await tx.execute(sql`delete from unsettled where (kind, id) in (${sql.join(pairs, sql`, `)})`);
  }
  const rows = [...set.doubts.values()].map((doubt) => ({
    kind: doubt.kind,
    id: doubt.id,
    token: newId(),
    reason: doubt.reason,
    dueAt: new Date(now.getTime() + doubt.delayMs),
    since: now,
  }));
  if (rows.length === 0) return;
  // A new doubt changes the token, so that an answer already under way is not taken for the answer to it.
  await tx
    .insert(unsettled)
    .values(rows)
    .onConflictDoUpdate({
      target: [unsettled.kind, unsettled.id],
      set: {
        token: sql`excluded.token`,
        reason: sql`excluded.reason`,
        dueAt: sql`least(unsettled.due_at, excluded.due_at)`,
      },
    });
}

async function upsert<T extends PgTable>(
  tx: Tx,
  table: T,
  key: PgColumn,
  rows: T["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  const assignments: Record<string, SQL> = {};
  for (const [name, column] of Object.entries(getTableColumns(table))) {
    if (column !== key) assignments[name] = sql.raw(`excluded."${column.name}"`);
  }
  await tx
    .insert(table)
    .values(rows)
    .onConflictDoUpdate({ target: key, set: assignments as never });
}
