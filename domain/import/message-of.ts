import { DrizzleQueryError } from "drizzle-orm";

/** What an error says in a line; of a statement the database refused only why, never what was to be written. */
export function messageOf(error: unknown): string {
  if (error instanceof DrizzleQueryError) {
    const [why = ""] = (error.cause ? messageOf(error.cause) : "it does not say why").split("\n");
    return `the database refused it: ${why}`;
  }
  return error instanceof Error ? error.message : String(error);
}
