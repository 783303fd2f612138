import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { postgresBinaries } from "@/db/testing/postgres-places.mjs";

/** Whatever reads the number, or could be made to count it anew. */
const ASKS_FOR_THE_NUMBER = `query ~* '(from|join) "?(progress|ledger|members)"?' or query ~* 'count\\('`;
/** Of these, the reading anew of what is shown. */
const READS_ANEW = `query ~ 'join "progress".*join "installation"'`;

/** Settings of a PostgreSQL whose queries can be watched; null where its extension is not installed. */
export function watchedSettings(): string[] | null {
  const bin = postgresBinaries();
  const isThere = bin && existsSync(join(bin, "../lib/pg_stat_statements.so"));
  return isThere ? ["shared_preload_libraries=pg_stat_statements"] : null;
}

export interface Calls {
  /** Queries that read or count what the number is made of, commits included. */
  forTheNumber: number;
  /** Of these, those that read what is shown anew. */
  anew: number;
}

/** Looks from PostgreSQL's side how often each instance asks for the number; each has a role of its own for that. */
export class QueryWatch {
  private constructor(private readonly sql: Sql) {}

  static async open(sql: Sql): Promise<QueryWatch> {
    await sql`create extension pg_stat_statements`;
    return new QueryWatch(sql);
  }

  /** Queries of each role so far. */
  async calls(): Promise<Map<string, Calls>> {
    const rows = await this.sql.unsafe<({ role: string } & Calls)[]>(`
      select rolname as role, coalesce(sum(calls), 0)::int as "forTheNumber",
        coalesce(sum(calls) filter (where ${READS_ANEW}), 0)::int as anew
      from pg_stat_statements join pg_roles on pg_roles.oid = userid
      where rolname like 'muster_%' and (${ASKS_FOR_THE_NUMBER}) group by rolname`);
    return new Map(rows.map(({ role, forTheNumber, anew }) => [role, { forTheNumber, anew }]));
  }
}

/** What the busiest role asked a second between two looks. */
export function mostAsked(
  before: ReadonlyMap<string, Calls>,
  after: ReadonlyMap<string, Calls>,
  { except, seconds }: { except: string; seconds: number },
): Calls {
  const most: Calls = { forTheNumber: 0, anew: 0 };
  for (const [role, calls] of after) {
    if (role === except) continue;
    const held = before.get(role) ?? { forTheNumber: 0, anew: 0 };
    most.forTheNumber = Math.max(most.forTheNumber, (calls.forTheNumber - held.forTheNumber) / seconds);
    most.anew = Math.max(most.anew, (calls.anew - held.anew) / seconds);
  }
  return most;
}
