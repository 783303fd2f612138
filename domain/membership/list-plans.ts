import { and, asc, eq } from "drizzle-orm";
import { prices, products } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Plan, planSchema } from "./plan";

/** The plans readers can join with, cheapest first; empty until the catalogue was read from Stripe once. */
export async function listPlans(ctx: Ctx): Promise<Plan[]> {
  const rows = await ctx.db
    .select({ price: prices, product: products })
    .from(prices)
    .innerJoin(products, eq(products.id, prices.productId))
    .where(and(eq(prices.active, true), eq(products.active, true)))
    .orderBy(asc(prices.amount));
  return rows.flatMap(({ price, product }) => {
    const allowed = product.membership || ctx.settings.membershipProducts.includes(product.id);
    if (!allowed) return [];
    const plan = planSchema.safeParse({ ...price, priceId: price.id, name: product.name });
    return plan.success ? [plan.data] : [];
  });
}
