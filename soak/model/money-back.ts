import type { Charge, EmulatorState } from "./emulator-state";

/** Why the money of a charge is not with the newsroom; null while it is. */
export function whyBack(state: EmulatorState, charge: Charge): string | null {
  if (state.disputes.some((dispute) => dispute.charge === charge.id && dispute.status === "lost"))
    return "dispute lost";
  return charge.amount > 0 && charge.amount_refunded >= charge.amount ? "refunded" : null;
}
