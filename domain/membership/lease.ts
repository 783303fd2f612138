import { sql } from "drizzle-orm";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "@/domain/context";

/** Takes or renews a lease by the database's clock; false while another instance holds it. */
export async function holdLease(ctx: Ctx, name: string, holder: string, ms: number): Promise<boolean> {
  const taken = await ctx.db.execute(sql`
    insert into leases (name, holder, until)
    values (${name}, ${holder}, now() + make_interval(secs => ${ms / 1000}))
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where leases.holder = excluded.holder or leases.until < now()
    returning holder`);
  return rowsOf(taken).length > 0;
}

/** Lets another instance take it at once. */
export async function releaseLease(ctx: Ctx, name: string, holder: string): Promise<void> {
  await ctx.db.execute(sql`delete from leases where name = ${name} and holder = ${holder}`);
}

/** Whether some instance is at it now. */
export async function isLeaseHeld(ctx: Ctx, name: string): Promise<boolean> {
  const held = await ctx.db.execute(sql`select 1 from leases where name = ${name} and until > now()`);
  return rowsOf(held).length > 0;
}
