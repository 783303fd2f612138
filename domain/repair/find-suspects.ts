import { sql } from "drizzle-orm";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "@/domain/context";

/** Customers of people whose rows contradict each other: counted without a counting subscription, or the other way. */
export async function findSuspects(ctx: Ctx): Promise<ReadonlySet<string>> {
  const rows = rowsOf<{ id: string }>(
    await ctx.db.execute(sql`
      select c.id from stripe_customers c
      join (
        select m.id from members m
        left join stripe_customers c on c.member_id = m.id
        left join subscriptions s on s.customer_id = c.id
        group by m.id
        having (count(s.id) filter (where s.counts) > 0) <> (m.counted_as is not distinct from 'subscription')
      ) as wrong on wrong.id = c.member_id`),
  );
  return new Set(rows.map(({ id }) => id));
}
