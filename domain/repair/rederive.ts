import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { installation } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { runningBreakdown } from "@/domain/drive/build-snapshot";
import {
  lockInstallation,
  nextVersion,
  notifyProgress,
  openDrives,
  sameFigures,
  writeProgress,
} from "@/domain/drive/commit-progress";
import type { DriveSnapshot } from "@/domain/drive/progress";
import { sumFigures } from "@/domain/drive/sum-figures";

/**
 * Makes what is derived from the ledger agree with it again: the total, who is marked as counted, and every drive's
 * figures. Gives, in words, what did not.
 */
export async function rederive(ctx: Ctx): Promise<string[]> {
  const { said, snapshots } = await ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const said = [...(await rederiveTotal(tx, held.total)), ...(await rederiveMembers(tx))];
    const snapshots: DriveSnapshot[] = [];
    const version = nextVersion(held.version);
    for (const open of await openDrives(tx)) {
      const figures = await sumFigures(tx, open.drive);
      if (sameFigures(runningBreakdown(open.row), figures)) continue;
      said.push(`drive ${open.drive.slug} did not show the sum of its ledger`);
      const row = { ...open.row, ...figures };
      snapshots.push(
        await writeProgress(tx, ctx, held, { drive: open.drive, row }, version, { quietly: true }),
      );
    }
    if (said.length > 0) {
      await tx.update(installation).set({ version }).where(eq(installation.id, 1));
      await notifyProgress(tx, version);
    }
    return { said, snapshots };
  });
  ctx.feed.publish(snapshots);
  return said;
}

async function rederiveTotal(tx: Tx, total: number): Promise<string[]> {
  const [row] = rowsOf<{ sum: number }>(
    await tx.execute(sql`select coalesce(sum(delta), 0)::int as sum from ledger`),
  );
  const sum = row?.sum ?? 0;
  if (sum === total) return [];
  await tx.update(installation).set({ total: sum }).where(eq(installation.id, 1));
  return [`the total said ${total}, the ledger sums to ${sum}`];
}

/** The ledger says whether a person counts, and by what; whether they should is decided afterwards. */
async function rederiveMembers(tx: Tx): Promise<string[]> {
  const changed = rowsOf<{ id: string }>(
    await tx.execute(sql`
      with said as (
        select l.member_id as id, sum(l.delta) as counted,
          (array_agg(l.counted_as order by l.id desc) filter (where l.delta > 0))[1] as counted_as
        from ledger l where l.member_id is not null group by l.member_id
      )
      update members m set
        counted = coalesce(s.counted, 0) > 0,
        counted_as = case when coalesce(s.counted, 0) > 0 then s.counted_as end,
        counted_since = case when coalesce(s.counted, 0) > 0 then coalesce(m.counted_since, now()) end
      from members o left join said s on s.id = o.id
      where o.id = m.id and m.counted <> (coalesce(s.counted, 0) > 0)
      returning m.id`),
  );
  return changed.map(({ id }) => `member ${id} was not marked as the ledger says`);
}
