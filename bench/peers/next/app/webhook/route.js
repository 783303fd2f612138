import { eq, sql } from "drizzle-orm";
import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import Stripe from "stripe";

const events = pgTable("bench_events", { id: text().primaryKey(), type: text() });
const ledger = pgTable("bench_ledger", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  event: bigint({ mode: "number" }),
  delta: integer(),
});
const counter = pgTable("bench_counter", {
  id: integer().primaryKey(),
  total: bigint({ mode: "number" }).notNull(),
});

let db;
const stripe = new Stripe("sk_test_peer");

/** The plain way: the SDK's check, one transaction an event. */
export async function POST(request) {
  db ??= drizzle(postgres(process.env.DATABASE_URL, { max: 16 }));
  const body = await request.text();
  const event = stripe.webhooks.constructEvent(
    body,
    request.headers.get("stripe-signature"),
    process.env.STRIPE_WEBHOOK_SECRET,
  );
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(events)
      .values({ id: event.id, type: event.type })
      .onConflictDoNothing()
      .returning({ id: events.id });
    if (added.length === 0) return;
    await tx.insert(ledger).values({ event: 1, delta: 1 });
    await tx
      .update(counter)
      .set({ total: sql`${counter.total} + 1` })
      .where(eq(counter.id, 1));
  });
  return Response.json({ received: true });
}
