import { newId } from "../ids.ts";
import type { Customer, Metadata } from "./shapes.ts";

export function buildCustomer(input: {
  created: number;
  id?: string;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  description?: string | null;
  locales?: string[];
  metadata?: Metadata;
}): Customer {
  const id = input.id ?? newId("cus", 14);
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created: input.created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    email: input.email ?? null,
    invoice_prefix: id.slice(4, 12).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: input.locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  } satisfies Customer;
}
