import { and, asc, eq } from "drizzle-orm";
import { joinOffers, type OwnAmount, prices, products } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Plan, planSchema } from "./plan";

export interface JoinOffer {
  /** In the order they are offered. */
  plans: Plan[];
  /** Chosen already when the page opens; null when the first is. */
  suggestedPriceId: string | null;
  /** Where readers choose what they pay, with the product's name. */
  ownAmounts: (OwnAmount & { name: string })[];
}

/** Every active price of an active membership product, cheapest first; empty until Stripe was read once. */
export async function listPlans(ctx: Ctx): Promise<Plan[]> {
  const rows = await ctx.db
    .select({ price: prices, product: products })
    .from(prices)
    .innerJoin(products, eq(products.id, prices.productId))
    .where(and(eq(prices.active, true), eq(products.active, true)))
    .orderBy(asc(prices.amount), asc(prices.id));
  return rows.flatMap(({ price, product }) => {
    const allowed = product.membership || ctx.settings.membershipProducts.includes(product.id);
    if (!allowed) return [];
    const plan = planSchema.safeParse({ ...price, priceId: price.id, name: product.name });
    return plan.success ? [plan.data] : [];
  });
}

/**
 * What readers can join with: the plans that staff chose, in their order. Where nobody chose, or Stripe sells none of
 * the chosen any more, every plan is offered, cheapest first: a page without plans helps nobody.
 */
export async function readOffer(ctx: Ctx): Promise<JoinOffer> {
  const [plans, [chosen]] = await Promise.all([listPlans(ctx), ctx.db.select().from(joinOffers)]);
  if (!chosen) return { plans, suggestedPriceId: null, ownAmounts: [] };
  const offered = chosen.priceIds.flatMap((id) => plans.find((plan) => plan.priceId === id) ?? []);
  const names = new Map(plans.map((plan) => [plan.productId, plan.name]));
  return {
    plans: offered.length > 0 ? offered : plans,
    suggestedPriceId: chosen.suggestedPriceId,
    ownAmounts: chosen.ownAmounts.flatMap((own) => {
      const name = names.get(own.productId);
      return name === undefined ? [] : [{ ...own, name }];
    }),
  };
}
