import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { loadSnapshots } from "@/domain/drive/load-snapshots";
import { verify } from "@/domain/verify/verify";
import type { EmulatorState } from "../model/emulator-state";
import { expectedMembers } from "../model/expected-members";
import { EMAIL_HASH_KEY, MEMBERSHIPS, type SoakNewsroom } from "../world/soak-newsroom";
import type { StripeAccount } from "./stripe-account";

/** What handler and model disagree about, in words; empty when they agree. */
export async function compare(newsroom: SoakNewsroom, account: StripeAccount): Promise<string[]> {
  const state = await account.state<EmulatorState>();
  const now = newsroom.emulator.clock.now();
  const expected = expectedMembers(state, MEMBERSHIPS, now);
  const { ctx } = newsroom.instances[0]!;
  const differences: string[] = [];
  const unsettled = rowsOf<{ kind: string; id: string; reason: string; last_error: string | null }>(
    await ctx.db.execute(sql`select kind, id, reason, last_error from unsettled`),
  );
  for (const row of unsettled) {
    differences.push(
      `${row.kind} ${row.id} is still in doubt: ${row.reason} (${row.last_error ?? "no error"})`,
    );
  }
  differences.push(...(await subscriptionDifferences(ctx.db, expected.subscriptions)));
  differences.push(...(await peopleDifferences(ctx.db, expected.people)));
  for (const { ctx, hub } of newsroom.instances) {
    // An instance hears of the others' commits by NOTIFY, and re-reads in case it did not.
    hub.publish(await loadSnapshots(ctx));
    const shown = hub.read("soak")?.progress.count;
    if (shown !== expected.people.size) differences.push(`shown is ${shown}, not ${expected.people.size}`);
  }
  differences.push(...(await verify(ctx)).differences);
  return differences;
}

async function subscriptionDifferences(db: Db, expected: Map<string, string | null>): Promise<string[]> {
  const rows = rowsOf<{ id: string; counts: boolean; reason: string | null }>(
    await db.execute(sql`select id, counts, reason from subscriptions`),
  );
  const held = new Map(rows.map((row) => [row.id, row]));
  return [...expected].flatMap(([id, why]) => {
    const row = held.get(id);
    if (!row) return why === null ? [`${id} counts and was never heard of`] : [];
    if (row.counts === (why === null)) return [];
    return [
      `${id} ${row.counts ? "counts" : `does not count (${row.reason})`}, the model says: ${why ?? "counts"}`,
    ];
  });
}

async function peopleDifferences(db: Db, expected: ReadonlySet<string>): Promise<string[]> {
  const rows = rowsOf<{ email_hash: string | null; customers: string[] }>(
    await db.execute(sql`
      select m.email_hash, array_agg(c.id) as customers from members m
      left join stripe_customers c on c.member_id = m.id where m.counted group by m.id`),
  );
  const counted = new Set(rows.map((row) => row.email_hash ?? `customer ${row.customers[0]}`));
  const wanted = new Set([...expected].map((key) => (key.startsWith("email ") ? hashOf(key.slice(6)) : key)));
  return [
    ...[...wanted].filter((key) => !counted.has(key)).map((key) => `a person is missing: ${key}`),
    ...[...counted].filter((key) => !wanted.has(key)).map((key) => `a person too many: ${key}`),
  ];
}

function hashOf(email: string): string {
  return createHmac("sha256", EMAIL_HASH_KEY).update(email).digest("hex");
}
