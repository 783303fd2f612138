import { z } from "zod";
import type { PassTerms } from "./facts";

const MAX_MONTHS = 120;

const shape = z.object({
  muster_pass: z.uuid(),
  muster_pass_kind: z.enum(["gift", "pass"]),
  muster_pass_months: z.coerce.number().int().min(1).max(MAX_MONTHS),
  muster_pass_starts: z.iso.datetime().transform((text) => new Date(text)),
  muster_pass_person: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  muster_pass_price: z.string().optional(),
});

/** A gift's or pass's terms as Checkout metadata; the recipient only as a keyed hash. */
export function passMetadata(terms: PassTerms): Record<string, string> {
  return {
    muster_pass: terms.id,
    muster_pass_kind: terms.kind,
    muster_pass_months: String(terms.months),
    muster_pass_starts: terms.startsAt.toISOString(),
    ...(terms.recipientHash ? { muster_pass_person: terms.recipientHash } : {}),
    ...(terms.priceId ? { muster_pass_price: terms.priceId } : {}),
  };
}

/** The terms in Checkout metadata; null when the payment was for something else. */
export function readPassTerms(metadata: Record<string, string> | null | undefined): PassTerms | null {
  if (!metadata?.muster_pass) return null;
  const m = shape.parse(metadata);
  return {
    id: m.muster_pass,
    kind: m.muster_pass_kind,
    months: m.muster_pass_months,
    startsAt: m.muster_pass_starts,
    recipientHash: m.muster_pass_kind === "gift" ? (m.muster_pass_person ?? null) : null,
    priceId: m.muster_pass_price ?? null,
  };
}
