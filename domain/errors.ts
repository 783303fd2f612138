/** Every way a verb may refuse, told apart by code because server/ and app/ are bundled apart. */
export type ErrorCode =
  | "drive_not_found"
  | "article_not_found"
  | "plan_not_found"
  | "amount_too_low"
  | "session_not_found"
  | "person_not_found"
  | "session_not_paid"
  | "stripe_unavailable"
  | "counter_only"
  | "gift_not_found"
  | "gift_already_redeemed"
  | "gift_not_valid"
  | "not_signed_in"
  | "not_allowed"
  | "second_factor_needed"
  | "ledger_differs"
  | "still_failing"
  | "wrong_code"
  | "code_used"
  | "sign_in_over"
  | "wrong_password"
  | "weak_password"
  | "invitation_unusable"
  | "invalid_input"
  | "conflict"
  | "rate_limited"
  | "drive_already_held"
  | "drive_not_held";

/** A refusal with words a person can act on; `message` is safe to show. */
export class DomainError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "DomainError";
    this.code = code;
  }
}

/** The code of a refusal, whichever bundle threw it; undefined for anything unexpected. */
export function errorCode(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error) || error.name !== "DomainError") return undefined;
  return (error as DomainError).code;
}
