import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { drives, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { runningBreakdown, totalOf } from "@/domain/drive/build-snapshot";
import { lockInstallation, sameFigures } from "@/domain/drive/commit-progress";
import { sumFigures } from "@/domain/drive/sum-figures";

export interface Verified {
  ok: boolean;
  /** Each in words, with both figures. */
  differences: string[];
  total: number;
  ledgerRows: number;
}

/** Proves count = ledger = rows = breakdown, in one consistent look at the database. */
export async function verify(ctx: Ctx): Promise<Verified> {
  return ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const differences = [
      ...(await checkTotals(tx, held.total)),
      ...(await checkRunningTotals(tx)),
      ...(await checkMembers(tx)),
      ...(await checkSources(tx)),
      ...(await checkDrives(tx, held.version)),
    ];
    const [count] = rowsOf<{ n: number }>(await tx.execute(sql`select count(*)::int as n from ledger`));
    return { ok: differences.length === 0, differences, total: held.total, ledgerRows: count?.n ?? 0 };
  });
}

async function checkTotals(tx: Tx, total: number): Promise<string[]> {
  const [row] = rowsOf<{ ledger: number; people: number; sources: number }>(
    await tx.execute(sql`
      select coalesce(sum(delta), 0)::int as ledger,
        coalesce(sum(delta) filter (where counted_as = 'source'), 0)::int as sources,
        (select count(*)::int from members where counted) as people
      from ledger`),
  );
  const { ledger = 0, people = 0, sources = 0 } = row ?? {};
  const differences: string[] = [];
  if (ledger !== total) differences.push(`the total says ${total}, the ledger sums to ${ledger}`);
  if (people + sources !== ledger) {
    differences.push(`${people} members count (and ${sources} from sources), the ledger sums to ${ledger}`);
  }
  return differences;
}

async function checkRunningTotals(tx: Tx): Promise<string[]> {
  const wrong = rowsOf<{ id: number; total: number; expected: number }>(
    await tx.execute(sql`
      select id, total, expected from (
        select id, total, sum(delta) over (order by id)::int as expected from ledger
      ) as running where total <> expected order by id limit 5`),
  );
  return wrong.map(
    (row) => `ledger row ${row.id} says total ${row.total}, the rows before it make ${row.expected}`,
  );
}

async function checkMembers(tx: Tx): Promise<string[]> {
  const sums = rowsOf<{ id: string; counted: boolean; ledger: number }>(
    await tx.execute(sql`
      select m.id, m.counted, coalesce(sum(l.delta), 0)::int as ledger
      from members m left join ledger l on l.member_id = m.id
      group by m.id having coalesce(sum(l.delta), 0) <> (m.counted)::int limit 5`),
  );
  const rows = rowsOf<{ id: string; counted: boolean; paying: number }>(
    await tx.execute(sql`
      select m.id, m.counted, count(s.id) filter (where s.counts)::int as paying
      from members m
      left join stripe_customers c on c.member_id = m.id
      left join subscriptions s on s.customer_id = c.id
      group by m.id
      having (count(s.id) filter (where s.counts) > 0) <> (m.counted_as is not distinct from 'subscription')
      limit 5`),
  );
  const terms = rowsOf<{ id: string; counted_as: string | null }>(
    await tx.execute(sql`
      select m.id, m.counted_as from members m
      left join lateral (
        select min(p.kind) as kind from passes p where p.member_id = m.id and p.counts
      ) as term on true
      -- A subscription goes before a gift, a gift before a pass.
      where m.counted_as is distinct from 'subscription' and m.counted_as is distinct from term.kind
      limit 5`),
  );
  return [
    ...terms.map(
      (row) =>
        `member ${row.id} is counted as ${row.counted_as ?? "nobody"}, the gifts and passes say otherwise`,
    ),
    ...sums.map(
      (row) => `member ${row.id} is ${row.counted ? "" : "not "}counted, the ledger says ${row.ledger}`,
    ),
    ...rows.map(
      (row) =>
        `member ${row.id} is ${row.counted ? "" : "not "}counted with ${row.paying} counting subscriptions`,
    ),
  ];
}

async function checkSources(tx: Tx): Promise<string[]> {
  const wrong = rowsOf<{ name: string; counted: number; ledger: number }>(
    await tx.execute(sql`
      select s.name, s.counted, coalesce(sum(l.delta), 0)::int as ledger
      from sources s
      left join ledger l on l.kind = 'source' and l.cause_ref like 'source:' || s.id || ':%'
      group by s.id having coalesce(sum(l.delta), 0) <> s.counted limit 5`),
  );
  return wrong.map((row) => `source ${row.name} says ${row.counted}, its ledger sums to ${row.ledger}`);
}

async function checkDrives(tx: Tx, lastVersion: number): Promise<string[]> {
  const rows = await tx
    .select({ drive: drives, row: progress })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id))
    // A draft is summed when it is published.
    .where(eq(drives.published, true));
  const differences: string[] = [];
  for (const { drive, row } of rows) {
    const shown = runningBreakdown(row);
    if (drive.finalisedAt) {
      if (totalOf(shown) !== drive.finalCount) {
        differences.push(
          `drive ${drive.slug} is final at ${drive.finalCount}, its breakdown makes ${totalOf(shown)}`,
        );
      }
      continue;
    }
    const summed = await sumFigures(tx, drive);
    if (!sameFigures(shown, summed)) {
      differences.push(
        `drive ${drive.slug} shows ${JSON.stringify(shown)}, its ledger sums to ${JSON.stringify(summed)}`,
      );
    }
    if (row.version > lastVersion) {
      differences.push(
        `drive ${drive.slug} is at version ${row.version}, above the installation's ${lastVersion}`,
      );
    }
  }
  const [ahead] = rowsOf<{ version: number }>(
    await tx.execute(
      sql`select max(version)::float8 as version from ledger having max(version) > ${lastVersion}`,
    ),
  );
  if (ahead)
    differences.push(`the ledger is at version ${ahead.version}, above the installation's ${lastVersion}`);
  return differences;
}
