import { and, asc, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { prices, products } from "@/db/schema";
import type { Ctx } from "@/domain/context";

/** A one-time price for a term: what a gift or a pass costs. */
const termSchema = z.object({
  priceId: z.string(),
  name: z.string(),
  kind: z.enum(["gift", "pass"]),
  months: z.int().positive(),
  /** Minor units of `currency`; null where the reader chooses on Stripe's page. */
  amount: z.int().positive().nullable(),
  minimum: z.int().positive().nullable(),
  currency: z.string().length(3),
});

export type Term = z.infer<typeof termSchema>;

/** Gifts or passes on sale, cheapest first: active one-time prices whose metadata names kind and term_months. */
export async function listTerms(ctx: Ctx, kind: Term["kind"]): Promise<Term[]> {
  const rows = await ctx.db
    .select({ price: prices, product: products })
    .from(prices)
    .innerJoin(products, eq(products.id, prices.productId))
    .where(
      and(
        eq(prices.active, true),
        eq(products.active, true),
        eq(prices.term, kind),
        isNotNull(prices.termMonths),
      ),
    )
    .orderBy(asc(prices.amount));
  return rows.flatMap(({ price, product }) => {
    const term = termSchema.safeParse({
      ...price,
      priceId: price.id,
      name: product.name,
      kind: price.term,
      months: price.termMonths,
      minimum: price.customMinimum,
    });
    return term.success ? [term.data] : [];
  });
}
