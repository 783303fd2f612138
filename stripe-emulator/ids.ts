import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

let pool = randomBytes(8192);
let used = 0;

/** A Stripe-looking random id; never derived from a counter, so a reset emulator repeats none. */
export function newId(prefix: string, length = 24): string {
  let text = `${prefix}_`;
  while (length > 0) {
    if (used >= pool.length) {
      pool = randomBytes(8192);
      used = 0;
    }
    const byte = pool[used++] ?? 0;
    if (byte >= 248) continue;
    text += ALPHABET[byte % 62];
    length--;
  }
  return text;
}
