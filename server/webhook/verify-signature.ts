import { createHmac, timingSafeEqual } from "node:crypto";

/** Older or newer signatures are refused, so that a recorded delivery cannot be sent again later. Seconds. */
const TOLERANCE_SECONDS = 300;

export type SignatureVerdict = "good" | "missing" | "malformed" | "wrong" | "too_old";

/**
 * Checks a `Stripe-Signature` header over the raw body against each secret. An empty secret matches nothing.
 * https://docs.stripe.com/webhooks#verify-manually
 */
export function verifySignature(
  header: string | undefined,
  body: Buffer,
  secrets: readonly string[],
  nowMs: number,
): SignatureVerdict {
  if (!header) return "missing";
  const parts = header.split(",").map((part) => part.trim().split("="));
  const t = parts.find(([key]) => key === "t")?.[1] ?? "";
  const given = parts.flatMap(([key, value]) => (key === "v1" && value ? [value] : []));
  if (!/^\d{1,12}$/.test(t) || given.length === 0) return "malformed";
  const good = secrets.some((secret) => {
    if (secret === "") return false;
    const expected = createHmac("sha256", secret).update(`${t}.`).update(body).digest();
    return given.some((signature) => matches(expected, signature));
  });
  if (!good) return "wrong";
  return Math.abs(nowMs / 1000 - Number(t)) > TOLERANCE_SECONDS ? "too_old" : "good";
}

function matches(expected: Buffer, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false;
  return timingSafeEqual(expected, Buffer.from(signature, "hex"));
}
