import { and, between, lte, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { ledger } from "@/db/schema";
import type { DriveRow } from "./build-snapshot";
import { FIGURE } from "./commit-progress";
import type { Breakdown } from "./progress";

/** A drive's figures, summed anew from the ledger by the rule of `fallsInto`: what `progress` must always equal. */
export async function sumFigures(tx: Tx, drive: DriveRow): Promise<Breakdown> {
  const isNew = and(
    between(ledger.firstJoinedAt, drive.startsAt, drive.endsAt),
    ne(ledger.countedAs, "source"),
  );
  const sums = await tx
    .select({ countedAs: ledger.countedAs, delta: sql<number>`sum(${ledger.delta})::int` })
    .from(ledger)
    .where(and(lte(ledger.effectiveAt, drive.endsAt), drive.counting === "new" ? isNew : undefined))
    .groupBy(ledger.countedAs);
  const figures: Breakdown = { subscriptions: 0, gifts: 0, passes: 0, sources: 0 };
  for (const { countedAs, delta } of sums) figures[FIGURE[countedAs]] += delta;
  return figures;
}
