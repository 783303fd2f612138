import { ACCOUNT_ID } from "../world.ts";
import { get, type Route } from "./route.ts";

const account = {
  id: ACCOUNT_ID,
  object: "account",
  business_profile: { name: "Emulator newsroom", url: null, support_email: null },
  business_type: "company",
  capabilities: { card_payments: "active", transfers: "active" },
  charges_enabled: true,
  country: "NL",
  default_currency: "eur",
  details_submitted: true,
  email: null,
  metadata: {},
  payouts_enabled: true,
  settings: { dashboard: { display_name: "Emulator newsroom", timezone: "Etc/UTC" } },
  type: "standard",
};

export const accountRoutes: Route[] = [
  get("account", () => account),
  get("accounts/:id", () => account),
  get("balance", ({ world }) => {
    const amounts = new Map<string, number>();
    for (const charge of world.store.of("charge").values()) {
      if (!charge.paid) continue;
      const kept = charge.amount - charge.amount_refunded;
      amounts.set(charge.currency, (amounts.get(charge.currency) ?? 0) + kept);
    }
    const available = [...amounts].map(([currency, amount]) => ({
      amount,
      currency,
      source_types: { card: amount },
    }));
    return { object: "balance", available, livemode: false, pending: [] };
  }),
];
