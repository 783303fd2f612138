import { sql } from "drizzle-orm";
import { embedHosts, ledger } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";

/** A site that shows the counter, as staff see it. */
export interface EmbedHost {
  host: string;
  name: string | null;
  /** Joins credited to it, those that have ended since included. */
  joins: number;
  lastJoinAt: Date | null;
  isOff: boolean;
}

/** Every host that was credited or spoken of, the one with most joins first. Viewers. */
export async function listEmbedHosts(ctx: Ctx, staff: StaffMember | null): Promise<EmbedHost[]> {
  requireRole(staff, "viewer");
  const host = sql<string>`${ledger.attribution} ->> 'embedHost'`;
  const credited = await ctx.db
    .select({ host, joins: sql<number>`count(*)::int`, lastJoinAt: sql<string>`max(${ledger.at})` })
    .from(ledger)
    // A correction moves people who have joined already; an import names no embed.
    .where(sql`${host} is not null and ${ledger.delta} > 0 and ${ledger.kind} <> 'correction'`)
    .groupBy(host);
  const known = new Map((await ctx.db.select().from(embedHosts)).map((row) => [row.host, row]));
  const joins = new Map(credited.map((row) => [row.host, row]));
  return [...new Set([...known.keys(), ...joins.keys()])]
    .map((each) => ({
      host: each,
      name: known.get(each)?.name ?? null,
      joins: joins.get(each)?.joins ?? 0,
      lastJoinAt: joins.get(each) ? new Date(joins.get(each)?.lastJoinAt ?? 0) : null,
      isOff: Boolean(known.get(each)?.switchedOffAt),
    }))
    .sort((a, b) => b.joins - a.joins || a.host.localeCompare(b.host));
}
