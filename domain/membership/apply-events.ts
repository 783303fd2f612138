import type { Ctx } from "@/domain/context";
import { applyFacts, type Outcome } from "./apply-facts";
import type { ParsedEvent } from "./parse-stripe-event";

/**
 * Takes verified events into the inbox and applies what they say; outcomes in the order given. One that the
 * database will refuse every time is kept as failed; throws when trying again can help.
 */
export async function applyEvents(
  ctx: Ctx,
  events: readonly ParsedEvent[],
  { fetched = false }: { fetched?: boolean } = {},
): Promise<Outcome[]> {
  try {
    return await take(ctx, events, fetched);
  } catch (error) {
    const [only] = events;
    const refusal = refusedForGood(error);
    if (events.length !== 1 || !only || !refusal) throw error;
    ctx.log.error(
      { err: error, event: only.id, type: only.type },
      "an event cannot be applied; kept as failed",
    );
    return take(ctx, [{ ...only, facts: [], error: `The database refused it: ${refusal}` }], fetched);
  }
}

async function take(ctx: Ctx, events: readonly ParsedEvent[], fetched: boolean): Promise<Outcome[]> {
  const { outcomes } = await applyFacts(
    ctx,
    events.map((event) => ({ event, fetched })),
  );
  return outcomes;
}

/** SQLSTATE classes 22 (data exception) and 23 (constraint violation) repeat with the same data. */
function refusedForGood(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && /^2[23]...$/.test(at.code)) return at.message;
  }
  return null;
}
