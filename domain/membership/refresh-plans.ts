import { sql } from "drizzle-orm";
import type Stripe from "stripe";
import { prices, products } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";

const MAX_PRICES = 500;

/** Reads the catalogue from Stripe, so that pages never wait for it. Templates are made anew when it changed. */
export async function refreshPlans(ctx: Ctx): Promise<void> {
  const refreshedAt = new Date();
  const found = await ctx.stripe.prices
    .list({ type: "recurring", limit: 100, expand: ["data.product"] })
    .autoPagingToArray({ limit: MAX_PRICES });

  const productRows = new Map<string, typeof products.$inferInsert>();
  const priceRows: (typeof prices.$inferInsert)[] = [];
  for (const price of found) {
    const { product } = price;
    if (typeof product === "string" || product.deleted) continue;
    productRows.set(product.id, { id: product.id, name: product.name, active: product.active, refreshedAt });
    priceRows.push({
      id: price.id,
      productId: product.id,
      lookupKey: price.lookup_key,
      active: price.active,
      amount: price.unit_amount,
      currency: price.currency,
      interval: intervalOf(price),
      intervalCount: price.recurring?.interval_count ?? null,
      refreshedAt,
    });
  }
  if (priceRows.length === 0) return;
  await ctx.db.transaction(async (tx) => {
    const before = await tx.select().from(prices);
    await tx
      .insert(products)
      .values([...productRows.values()])
      .onConflictDoUpdate({
        target: products.id,
        set: { name: sql`excluded.name`, active: sql`excluded.active`, refreshedAt },
      });
    await tx
      .insert(prices)
      .values(priceRows)
      .onConflictDoUpdate({
        target: prices.id,
        set: {
          lookupKey: sql`excluded.lookup_key`,
          active: sql`excluded.active`,
          amount: sql`excluded.amount`,
          refreshedAt,
        },
      });
    const known = new Set(before.map(({ id, active, amount }) => `${id} ${active} ${amount}`));
    if (priceRows.every(({ id, active, amount }) => known.has(`${id} ${active} ${amount}`))) return;
    await raiseContentRevision(tx);
  });
}

function intervalOf(price: Stripe.Price): "day" | "week" | "month" | "year" | null {
  const known = ["day", "week", "month", "year"] as const;
  return known.find((interval) => interval === price.recurring?.interval) ?? null;
}
