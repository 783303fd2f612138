import { z } from "zod";

/** A recurring price readers can join with, mirrored from Stripe so that pages never wait for it. */
export const planSchema = z.object({
  priceId: z.string(),
  productId: z.string(),
  /** The product's name in Stripe. */
  name: z.string(),
  lookupKey: z.string().nullable(),
  /** Minor units of `currency`. */
  amount: z.int().positive(),
  /** ISO 4217, lower case, as Stripe writes it. */
  currency: z.string().length(3),
  /** Minor units in the price's other currencies. */
  currencyOptions: z.record(z.string(), z.int().positive()).nullable(),
  interval: z.enum(["day", "week", "month", "year"]),
  intervalCount: z.int().positive(),
});

export type Plan = z.infer<typeof planSchema>;

/** What a plan costs in a currency, minor units; null when it is not sold in it. */
export function amountIn(plan: Plan, currency: string): number | null {
  return plan.currency === currency ? plan.amount : (plan.currencyOptions?.[currency] ?? null);
}

/** The plan as sold in a currency; plans that are not are left out. */
export function plansIn(plans: readonly Plan[], currency: string): Plan[] {
  return plans.flatMap((plan) => {
    const amount = amountIn(plan, currency);
    return amount === null ? [] : [{ ...plan, currency, amount }];
  });
}

/** Every currency some plan is sold in, the first plan's own first. */
export function currenciesOf(plans: readonly Plan[]): string[] {
  return [...new Set(plans.flatMap((plan) => [plan.currency, ...Object.keys(plan.currencyOptions ?? {})]))];
}

/** The plan that "from …" tells of: the cheapest monthly one, else the cheapest of all; an own amount is at its least. */
export function cheapestOf(
  plans: readonly Plan[],
  ownAmounts: readonly { interval: "month" | "year"; currency: string; minimum: number }[] = [],
): Plan | null {
  const rising = [...plans].sort((a, b) => a.amount - b.amount);
  const plan =
    rising.find(({ interval, intervalCount }) => interval === "month" && intervalCount === 1) ?? rising[0];
  if (!plan) return null;
  const least = ownAmounts
    .filter((own) => own.interval === plan.interval && own.currency === plan.currency)
    .map((own) => own.minimum);
  return plan.intervalCount === 1 ? { ...plan, amount: Math.min(plan.amount, ...least) } : plan;
}
