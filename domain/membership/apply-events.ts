import type { Ctx } from "@/domain/context";
import { applyFacts, type Outcome } from "./apply-facts";
import type { ParsedEvent } from "./parse-stripe-event";

/** Takes verified events into the inbox and applies what they say; outcomes in the order given. */
export async function applyEvents(
  ctx: Ctx,
  events: readonly ParsedEvent[],
  { fetched = false }: { fetched?: boolean } = {},
): Promise<Outcome[]> {
  const { outcomes } = await applyFacts(
    ctx,
    events.map((event) => ({ event, fetched })),
  );
  return outcomes;
}
