import { createHash, createHmac } from "node:crypto";

// Crockford's alphabet: nothing on a printed card can be taken for something else.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 20;
const GROUP = 5;

/**
 * The code on a gift's card, 100 bits: "7Q2KD-…". Made from the gift's id with our key, so that the buyer can be
 * shown it again while the database holds only its hash.
 */
export function giftCode(giftId: string, secret: string): string {
  const bytes = createHmac("sha256", secret).update(`gift code: ${giftId}`).digest();
  let code = "";
  for (let i = 0; i < LENGTH; i++) {
    if (i > 0 && i % GROUP === 0) code += "-";
    code += ALPHABET[(bytes[i] ?? 0) % ALPHABET.length];
  }
  return code;
}

/** Hash of a code as a person may type it: any case, spaces or none, O for 0 and I or L for 1. */
export function hashGiftCode(typed: string): string {
  const code = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return createHash("sha256").update(code).digest("hex");
}
