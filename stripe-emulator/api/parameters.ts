import { z } from "zod";
import type { FormHash } from "./parse-form.ts";
import { invalidRequest } from "./stripe-failure.ts";

/** Form values arrive as text; an empty text unsets. */
export const text = z.string();
export const integer = z
  .string()
  .regex(/^-?\d+$/, "Invalid integer")
  .transform(Number);
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, "Invalid decimal")
  .transform(Number);
export const flag = z.enum(["true", "false"], "Invalid boolean").transform((value) => value === "true");
export const metadata = z.union([z.literal(""), z.record(z.string(), z.string())]);
export const unsettable = text.transform((value) => (value === "" ? null : value));
export const range = z.union([
  integer,
  z.strictObject({ gt: integer, gte: integer, lt: integer, lte: integer }).partial(),
]);
export const expand = { expand: z.array(text).optional() };
export const paging = {
  ...expand,
  limit: integer.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

export type Range = z.output<typeof range>;

/** Validates parameters as Stripe does: the first problem, named by its bracketed parameter. */
export function parameters<S extends z.ZodType>(schema: S, form: FormHash): z.output<S> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === "unrecognized_keys") {
    const name = bracketed([...path, issue.keys[0] ?? ""]);
    throw invalidRequest("parameter_unknown", `Received unknown parameter: ${name}`, name);
  }
  const name = bracketed(path);
  if (issue?.code === "invalid_type" && valueAt(form, path) === undefined) {
    throw invalidRequest("parameter_missing", `Missing required param: ${name}.`, name);
  }
  const code = issue?.message === "Invalid integer" ? "parameter_invalid_integer" : "parameter_invalid";
  throw invalidRequest(code, `Invalid ${name}: ${issue?.message ?? "invalid value"}`, name);
}

function bracketed(path: string[]): string {
  return path.map((part, index) => (index === 0 ? part : `[${part}]`)).join("");
}

function valueAt(form: unknown, path: string[]): unknown {
  let at = form;
  for (const part of path) at = typeof at === "object" && at !== null ? Reflect.get(at, part) : undefined;
  return at;
}

/** Stripe merges metadata; an empty value removes its key, an empty text removes all. */
export function mergeMetadata(
  before: Record<string, string>,
  change: z.output<typeof metadata> | undefined,
): Record<string, string> {
  if (change === undefined) return before;
  if (change === "") return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ""));
}

export function isInRange(value: number, wanted: Range | undefined): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === "number") return value === wanted;
  if (wanted.gt !== undefined && value <= wanted.gt) return false;
  if (wanted.gte !== undefined && value < wanted.gte) return false;
  if (wanted.lt !== undefined && value >= wanted.lt) return false;
  return wanted.lte === undefined || value <= wanted.lte;
}
