import type { z } from "zod";
import { DomainError } from "./errors";

/** Reads what a form sent. Throws invalid_input with the first problem in words. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new DomainError("invalid_input", result.error.issues[0]?.message ?? "That cannot be read.");
}
