import { z } from "zod";

/** What is written on a gift's card. */
export const cardSchema = z.object({
  to: z.string().trim().max(80).default(""),
  from: z.string().trim().max(80).default(""),
  // A browser counts the end of a line as one character, and sends two.
  message: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(600))
    .default(""),
});

export type Card = z.infer<typeof cardSchema>;
