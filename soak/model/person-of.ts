import type { EmulatorState } from "./emulator-state";

/** Today's e-mail of the customer object, else the one typed at Checkout, else the customer. */
export function personOf(state: EmulatorState, customer: string): string {
  const held = state.customers.find((each) => each.id === customer);
  const typed = state.sessions.findLast((each) => each.customer === customer)?.customer_details?.email;
  const email = held ? (held.email ?? typed) : null;
  return email ? emailKey(email) : `customer ${customer}`;
}

export function emailKey(email: string): string {
  return `email ${email.normalize("NFKC").trim().toLowerCase()}`;
}
