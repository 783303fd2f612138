import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { rowsOf } from "@/db/rows";

/** Who was erased, by ids that say nothing about the person. */
export interface Erasures {
  members: { id: string; at: string }[];
  customers: string[];
}

/** Everyone the database holds as erased. */
export async function listErasures(tx: Tx): Promise<Erasures> {
  const members = rowsOf<{ id: string; at: string }>(
    await tx.execute(sql`select id::text, erased_at::text as at from members where erased_at is not null`),
  );
  const customers = rowsOf<{ id: string }>(
    await tx.execute(sql`select id from stripe_customers where deleted`),
  );
  return { members, customers: customers.map((row) => row.id) };
}

/**
 * Erases again whoever a restore brought back; gives how many people. Those erased where this database cannot know
 * of it are found by the next comparison with Stripe, which no longer has their customer.
 */
export async function applyErasures(tx: Tx, { members, customers }: Erasures): Promise<number> {
  await tx.execute(sql`
    update stripe_customers set email_hash = null, checkout_email_hash = null, checkout_email_at = null, country = null
    where (email_hash is not null or checkout_email_hash is not null or country is not null)
      and (id in (select jsonb_array_elements_text(${JSON.stringify(customers)}::text::jsonb))
        or member_id in (select (each->>'id')::uuid from jsonb_array_elements(${JSON.stringify(members)}::text::jsonb) as each))`);
  const erased = rowsOf<{ id: string }>(
    await tx.execute(sql`
      update members m set email_hash = null, country = null, erased_at = (each->>'at')::timestamptz
      from jsonb_array_elements(${JSON.stringify(members)}::text::jsonb) as each
      where m.id = (each->>'id')::uuid and m.erased_at is null
      returning m.id`),
  );
  await tx.execute(sql`
    update passes set recipient_hash = null
    where recipient_hash is not null and member_id in (select id from members where erased_at is not null)`);
  return erased.length;
}
