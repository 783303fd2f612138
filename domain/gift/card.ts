import { z } from "zod";

/** What is written on a gift's card. */
export const cardSchema = z.object({
  to: z.string().trim().max(80).default(""),
  from: z.string().trim().max(80).default(""),
  message: z.string().trim().max(600).default(""),
});

export type Card = z.infer<typeof cardSchema>;
