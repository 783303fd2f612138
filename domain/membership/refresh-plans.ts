import { inArray, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { z } from "zod";
import { prices, products } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";

const MAX_PRICES = 500;

/** Reads the catalogue from Stripe, so that pages never wait for it. Templates are made anew when it changed. */
export async function refreshPlans(ctx: Ctx): Promise<void> {
  const refreshedAt = new Date();
  const found = await readPrices(ctx);

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
      customMinimum: price.custom_unit_amount?.minimum ?? null,
      customPreset: price.custom_unit_amount?.preset ?? null,
      currency: price.currency,
      currencyOptions: otherCurrencies(price),
      ...termOf(price),
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
          customMinimum: sql`excluded.custom_minimum`,
          customPreset: sql`excluded.custom_preset`,
          currencyOptions: sql`excluded.currency_options`,
          term: sql`excluded.term`,
          termMonths: sql`excluded.term_months`,
          refreshedAt,
        },
      });
    // Archived long ago, so that it is not among the newest of those.
    const read = new Set(priceRows.map(({ id }) => id));
    const isWhole = priceRows.filter(({ active }) => active).length < MAX_PRICES;
    const archived = before
      .filter(({ id, active }) => isWhole && active && !read.has(id))
      .map(({ id }) => id);
    if (archived.length > 0)
      await tx.update(prices).set({ active: false, refreshedAt }).where(inArray(prices.id, archived));
    const known = new Set(before.map(({ id, active, amount }) => `${id} ${active} ${amount}`));
    if (
      archived.length === 0 &&
      priceRows.every(({ id, active, amount }) => known.has(`${id} ${active} ${amount}`))
    )
      return;
    await raiseContentRevision(tx);
  });
}

/**
 * Every subscription price, and of the one-time prices those of gifts and passes: the rest is the shop's. What is sold
 * is read by itself: every amount that a reader chose is a price of its own, sold once, and there may be thousands.
 */
async function readPrices(ctx: Ctx): Promise<Stripe.Price[]> {
  const expand = ["data.product", "data.currency_options"];
  const asked = [
    { type: "recurring", active: true },
    { type: "recurring", active: false },
    { type: "one_time", active: true },
    { type: "one_time", active: false },
  ] as const;
  const found = await Promise.all(
    asked.map((which) =>
      ctx.stripe.prices.list({ ...which, limit: 100, expand }).autoPagingToArray({ limit: MAX_PRICES }),
    ),
  );
  return found.flat().filter((price) => price.type === "recurring" || termOf(price).term);
}

const termShape = z.object({
  kind: z.enum(["gift", "pass"]),
  term_months: z.coerce.number().int().min(1).max(120),
});

/** What a one-time price is for, by its metadata in Stripe: `kind` (gift or pass) and `term_months`. */
function termOf(price: Stripe.Price): { term: "gift" | "pass" | null; termMonths: number | null } {
  const said = price.type === "one_time" ? termShape.safeParse(price.metadata) : null;
  return said?.success
    ? { term: said.data.kind, termMonths: said.data.term_months }
    : { term: null, termMonths: null };
}

function otherCurrencies(price: Stripe.Price): Record<string, number> | null {
  const options = Object.entries(price.currency_options ?? {}).flatMap(([currency, option]) =>
    currency !== price.currency && option.unit_amount ? [[currency, option.unit_amount] as const] : [],
  );
  return options.length > 0 ? Object.fromEntries(options) : null;
}

function intervalOf(price: Stripe.Price): "day" | "week" | "month" | "year" | null {
  const known = ["day", "week", "month", "year"] as const;
  return known.find((interval) => interval === price.recurring?.interval) ?? null;
}
