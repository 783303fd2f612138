import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { runPrepared } from "@/db/prepared";

/** Adds the ledger rows of one version to the rollup by hour: one statement whatever their number. */
export async function addToHours(tx: Tx, version: number): Promise<void> {
  await runPrepared(
    tx,
    "add_to_hours",
    sql`
    insert into hourly_stats as held
      (hour, kind, counted_as, cause, article, section, place, embed_host, gained, lost, firsts, switched)
    select
      date_trunc('hour', l.at, coalesce(
        (select d.timezone from drives d where d.published and d.starts_at <= l.at
          order by d.starts_at desc limit 1), 'UTC')),
      l.kind, l.counted_as, l.cause,
      coalesce(l.attribution->>'article', ''), coalesce(l.attribution->>'section', ''),
      coalesce(l.attribution->>'place', ''), coalesce(l.attribution->>'embedHost', ''),
      coalesce(sum(l.delta) filter (where l.delta > 0), 0),
      coalesce(-sum(l.delta) filter (where l.delta < 0), 0),
      count(*) filter (where l.delta > 0 and l.member_id is not null and not exists
        (select 1 from ledger e where e.member_id = l.member_id and e.id < l.id)),
      count(*) filter (where l.delta > 0 and l.member_id is not null and exists
        (select 1 from ledger o where o.change_id = l.change_id and o.member_id = l.member_id
          and o.delta < 0 and o.version = ${version}))
    from ledger l where l.version = ${version}
    group by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict on constraint hourly_stats_pk do update set
      gained = held.gained + excluded.gained,
      lost = held.lost + excluded.lost,
      firsts = held.firsts + excluded.firsts,
      switched = held.switched + excluded.switched`,
  );
}
