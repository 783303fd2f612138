import type { EmulatorState, Session } from "./emulator-state";
import { whyBack } from "./money-back";
import { emailKey, personOf } from "./person-of";

/** Who counts at `now` (Unix seconds) by a gift they were given or a pass they bought. */
export function peopleOnTerms(state: EmulatorState, now: number): string[] {
  return state.sessions.flatMap((session) => {
    const { muster_pass_kind: kind, soak_recipient: recipient } = session.metadata ?? {};
    if (!kind || session.payment_status !== "paid" || !runs(state, session, now)) return [];
    if (kind === "gift") return recipient ? [emailKey(recipient)] : [];
    return session.customer ? [personOf(state, session.customer)] : [];
  });
}

/** From the day that was chosen, or its payment if that came later; money that came back ends it. */
function runs(state: EmulatorState, { metadata, payment_intent }: Session, now: number): boolean {
  const intent = state.payment_intents.find((each) => each.id === payment_intent);
  const charge = state.charges.find((each) => each.id === intent?.latest_charge);
  if (!charge || whyBack(state, charge)) return false;
  const chosen = Date.parse(metadata?.muster_pass_starts ?? "") / 1_000;
  const from = Math.max(chosen, charge.created);
  return from <= now && now < monthsAfter(from, Number(metadata?.muster_pass_months));
}

/** The same day and time of a later month in UTC, or its last day where that month is shorter. */
function monthsAfter(seconds: number, months: number): number {
  const from = new Date(seconds * 1_000);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to.getTime() / 1_000;
}
