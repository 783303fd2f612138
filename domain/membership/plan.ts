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
  interval: z.enum(["day", "week", "month", "year"]),
  intervalCount: z.int().positive(),
});

export type Plan = z.infer<typeof planSchema>;
