/** Why an event is none of ours: of the other mode than the key's, or of another account. */
export type Foreign = "other_mode" | "other_account";

/** Policy v1, only real money: null when an event's mode is the key's and its account, if it names one, ours. */
export function foreignEvent(
  event: { livemode: boolean; account: string | null },
  ours: { livemode: boolean; account: string | null },
): Foreign | null {
  if (event.livemode !== ours.livemode) return "other_mode";
  // Until the account is known nothing can be told from its name.
  if (event.account && ours.account && event.account !== ours.account) return "other_account";
  return null;
}
