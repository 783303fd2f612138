import { z } from "zod";

/** Unix seconds, as Stripe writes every time. */
export const stripeTime = z.number().transform((seconds) => new Date(seconds * 1000));

/** A reference that may be an id, an expanded object, or absent; always read as an id or null. */
export const reference = z
  .union([z.string(), z.object({ id: z.string() }).transform((object) => object.id)])
  .nullish()
  .transform((id) => id ?? null);

/** PostgreSQL keeps no NUL in text, so neither do we. */
export function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "");
}

export const metadata = z.record(z.string(), z.string().transform(withoutNul)).nullish();

/** A string in a webhook body; what the SDK fetched carries its own decimal object instead. */
const decimal = z.preprocess(
  (value) => (value !== null && typeof value === "object" ? String(value) : value),
  z.union([z.string(), z.number()]).nullish(),
);

const coupon = z.object({
  percent_off: z.number().nullish(),
  amount_off: z.number().nullish(),
  duration: z.string().nullish(),
});

/** A discount by id, or expanded: the coupon sat on it until clover, and in `source` since. */
export const discountShape = z.union([
  z.string(),
  z.object({
    end: z.number().nullish(),
    coupon: z.union([z.string(), coupon]).nullish(),
    source: z.object({ coupon: z.union([z.string(), coupon]).nullish() }).nullish(),
  }),
]);

const recurring = z.object({
  interval: z.enum(["day", "week", "month", "year"]),
  interval_count: z.number().nullish(),
  usage_type: z.string().nullish(),
});

/** `price` since 2020, `plan` before and still beside it. */
const priceShape = z.object({
  id: z.string(),
  product: reference,
  currency: z.string().nullish(),
  unit_amount: z.number().nullish(),
  unit_amount_decimal: decimal,
  recurring: recurring.nullish(),
});

const planShape = z.object({
  id: z.string(),
  product: reference,
  currency: z.string().nullish(),
  amount: z.number().nullish(),
  amount_decimal: decimal,
  interval: z.enum(["day", "week", "month", "year"]).nullish(),
  interval_count: z.number().nullish(),
  usage_type: z.string().nullish(),
});

export const itemShape = z.object({
  quantity: z.number().nullish(),
  current_period_end: z.number().nullish(),
  price: priceShape.nullish(),
  plan: planShape.nullish(),
  discounts: z.array(discountShape).nullish(),
});

export type ItemShape = z.output<typeof itemShape>;
export type DiscountShape = z.output<typeof discountShape>;

export const itemsShape = z.object({ data: z.array(itemShape) }).nullish();
