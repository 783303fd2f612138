import { createHmac } from "node:crypto";

/**
 * Keyed hash of an e-mail address: HMAC-SHA256 in hex over the address trimmed, in NFKC and lower case.
 * Dots and plus-tags stay, because to many mail hosts they are different people. Null for no address.
 */
export function hashEmail(email: string | null | undefined, key: string): string | null {
  const normalised = email?.normalize("NFKC").trim().toLowerCase();
  return normalised ? createHmac("sha256", key).update(normalised).digest("hex") : null;
}
