import type { Fact } from "./facts";
import type { LedgerCause, Touch } from "./working-set";

/** What became of one fact. `waiting`: Stripe will be asked. */
export type FactOutcome = "applied" | "stale" | "waiting";

/** How long the parent of a fact may take to arrive before Stripe is asked. */
export const WAIT_FOR_PARENT_MS = 3_000;

const FETCH_CAUSES = {
  settle: "settle",
  backfill: "import",
  reconcile: "reconcile",
  welcome: "welcome",
} as const satisfies Record<string, LedgerCause>;

/** The ledger's cause for what a fact changes, effective at Stripe's time. */
export function touchOf({ origin, at }: Fact, effectiveAt: Date = at): Touch {
  if (origin.kind === "event") return { cause: "event", causeRef: origin.eventId, effectiveAt };
  const { step } = origin;
  return {
    cause: FETCH_CAUSES[origin.cause],
    causeRef: step?.id ?? null,
    effectiveAt: step?.oneChangeAt ?? effectiveAt,
    ...(step?.oneChangeAt ? { changeId: step.id } : {}),
  };
}
