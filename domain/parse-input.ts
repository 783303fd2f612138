import type { z } from "zod";
import { DomainError } from "./errors";

/** Reads what a form sent. Throws invalid_input with the first problem in words. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { error: plainWords });
  if (result.success) return result.data;
  throw new DomainError("invalid_input", result.error.issues[0]?.message ?? UNREADABLE);
}

const UNREADABLE = "Something is missing, or cannot be read.";

/** What is wrong where the schema itself has no words for it, for somebody who filled in a form. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "too_big" && issue.origin === "string") return `At most ${issue.maximum} characters.`;
  if (issue.code === "too_big") return `At most ${issue.maximum}.`;
  if (issue.code === "too_small" && issue.origin !== "string") return `At least ${issue.minimum}.`;
  if (issue.code === "invalid_type" && issue.expected === "int") return "That is no whole number.";
  return UNREADABLE;
}
