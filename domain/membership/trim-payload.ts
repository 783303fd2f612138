import { hashEmail } from "./email-hash";
import { withoutNul } from "./stripe-shapes";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Only these are kept of an object, at any depth; everything else about a person stays with Stripe. */
const KEPT = new Set(
  [
    "id object customer status items data price plan product currency unit_amount amount amount_decimal quantity",
    "unit_amount_decimal recurring interval interval_count usage_type discount discounts coupon source percent_off",
    "amount_off duration end collection_method pause_collection behavior current_period_end cancel_at",
    "cancel_at_period_end start_date created ended_at latest_invoice paid metadata mode payment_status subscription",
    "payment_intent charge invoice amount_paid status_transitions paid_at parent subscription_details payment",
    "amount_refunded deleted address country customer_details email customer_email client_reference_id livemode previous_attributes",
  ].flatMap((line) => line.split(" ")),
);

const EMAIL_KEYS = new Set(["email", "customer_email"]);
/** Already hashed: a stored payload stays the same when it is trimmed again for a replay. */
const HASH_KEYS = new Set(["email_hash", "customer_email_hash"]);
const KEPT_METADATA = /^(muster_|attribution_|referrer_)/;

/** The parts of a Stripe object we use, e-mail addresses replaced by their keyed hashes. */
export function trimPayload(value: unknown, emailHashKey: string): JsonValue {
  if (Array.isArray(value)) return value.map((entry) => trimPayload(entry, emailHashKey));
  if (typeof value === "string") return withoutNul(value);
  if (value === null || typeof value !== "object") return (value ?? null) as JsonValue;
  const kept: { [key: string]: JsonValue } = {};
  for (const [key, entry] of Object.entries(value)) {
    if (HASH_KEYS.has(key) && typeof entry === "string") kept[key] = entry;
    if (!KEPT.has(key) || entry === undefined) continue;
    if (EMAIL_KEYS.has(key))
      kept[`${key}_hash`] = hashEmail(typeof entry === "string" ? entry : null, emailHashKey);
    else if (key === "metadata") kept[key] = keptMetadata(entry);
    else kept[key] = trimPayload(entry, emailHashKey);
  }
  return kept;
}

function keptMetadata(entry: unknown): JsonValue {
  const pairs = Object.entries((entry ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    pairs.filter(([key]) => KEPT_METADATA.test(key)).map(([key, v]) => [key, withoutNul(String(v))]),
  );
}
