import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { runPrepared } from "@/db/prepared";

/** Adds the ledger rows of one version to both rollups by hour: one statement whatever their number. */
export async function addToHours(tx: Tx, version: number): Promise<void> {
  await runPrepared(
    tx,
    "add_to_hours",
    sql`
    with added as (
      select
        date_trunc('hour', l.at, coalesce(
          (select d.timezone from drives d where d.published and d.starts_at <= l.at
            order by d.starts_at desc limit 1), 'UTC')) as hour,
        l.kind, l.counted_as, l.cause,
        coalesce(l.attribution->>'article', '') as article, coalesce(l.attribution->>'section', '') as section,
        coalesce(l.attribution->>'place', '') as place, coalesce(l.attribution->>'embedHost', '') as embed_host,
        coalesce(sum(l.delta) filter (where l.delta > 0), 0) as gained,
        coalesce(-sum(l.delta) filter (where l.delta < 0), 0) as lost,
        count(*) filter (where l.delta > 0 and l.member_id is not null and not exists
          (select 1 from ledger e where e.member_id = l.member_id and e.id < l.id)) as firsts,
        count(*) filter (where l.delta > 0 and l.member_id is not null and exists
          (select 1 from ledger o where o.change_id = l.change_id and o.member_id = l.member_id
            and o.delta < 0 and o.version = ${version})) as switched
      from ledger l where l.version = ${version}
      group by 1, 2, 3, 4, 5, 6, 7, 8
    ), totals as (
      insert into hour_totals as held (hour, kind, counted_as, cause, gained, lost, firsts, switched)
      select hour, kind, counted_as, cause, sum(gained), sum(lost), sum(firsts), sum(switched)
      from added group by 1, 2, 3, 4
      on conflict on constraint hour_totals_pk do update set ${ADDED}
    )
    insert into hourly_stats as held
      (hour, kind, counted_as, cause, article, section, place, embed_host, gained, lost, firsts, switched)
    select hour, kind, counted_as, cause, article, section, place, embed_host, gained, lost, firsts, switched
    from added
    on conflict on constraint hourly_stats_pk do update set ${ADDED}`,
  );
}

const ADDED = sql.raw(`gained = held.gained + excluded.gained,
  lost = held.lost + excluded.lost,
  firsts = held.firsts + excluded.firsts,
  switched = held.switched + excluded.switched`);
