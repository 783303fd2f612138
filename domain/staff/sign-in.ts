import { APIError } from "better-auth/api";
import { z } from "zod";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "./audit";
import { CODE_USED, type StaffAuth } from "./auth";

const credentials = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  password: z.string().min(1).max(128),
});

// Six digits of an authenticator, or a backup code as it was printed.
const oneTimeCode = z
  .string()
  .transform((text) => text.replace(/\s+/g, ""))
  .pipe(z.string().regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/));

// One refusal for every reason, so that nobody learns which addresses have an account.
const refusal = () => new DomainError("not_signed_in", "That e-mail and password do not match.");

// What the library says when the first step is no longer known: too long ago, or too many codes tried.
const OVER = new Set(["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"]);

/** Cookies to set; `needsCode` while a second factor is still to be shown. */
export interface SignedIn {
  cookies: string[];
  needsCode: boolean;
}

/**
 * Checks e-mail and password. Refuses with `not_signed_in` (whatever is wrong) or `rate_limited` (locked for a
 * while).
 */
export async function signInStaff(
  ctx: Ctx,
  auth: StaffAuth,
  input: { email: unknown; password: unknown },
  headers: Headers,
): Promise<SignedIn> {
  const parsed = credentials.safeParse(input);
  if (!parsed.success) throw refusal();
  return refusing(ctx, async () => {
    const signedIn = await auth.api.signInEmail({ body: parsed.data, headers, returnHeaders: true });
    const cookies = signedIn.headers.getSetCookie();
    if ("twoFactorRedirect" in signedIn.response) return { cookies, needsCode: true };
    const { id, email } = signedIn.response.user;
    await recordAudit(ctx.db, { id, email }, { action: "staff.signed_in", subject: email });
    return { cookies, needsCode: false };
  });
}

/**
 * The second step: a code of the authenticator, or a backup code, each once. Refuses as the first step does, and with
 * `code_used` or `sign_in_over` where no other code can help: the first step is to be taken again.
 */
export async function signInWithCode(
  ctx: Ctx,
  auth: StaffAuth,
  input: { code: unknown },
  headers: Headers,
): Promise<SignedIn> {
  const parsed = oneTimeCode.safeParse(input.code);
  if (!parsed.success) throw refusal();
  return refusing(ctx, async () => {
    const request = { body: { code: parsed.data }, headers, returnHeaders: true } as const;
    const signedIn = parsed.data.includes("-")
      ? await auth.api.verifyBackupCode(request)
      : await auth.api.verifyTOTP(request);
    const { id, email } = signedIn.response.user;
    await recordAudit(ctx.db, { id, email }, { action: "staff.signed_in", subject: email });
    return { cookies: signedIn.headers.getSetCookie(), needsCode: false };
  });
}

async function refusing(ctx: Ctx, attempt: () => Promise<SignedIn>): Promise<SignedIn> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    if (error.statusCode === 429) {
      ctx.log.warn({ part: "staff" }, "staff sign-in locked after repeated attempts");
      throw new DomainError("rate_limited", "Too many attempts. Please wait a few minutes and try again.");
    }
    if (error.statusCode >= 500) throw error;
    const code = error.body?.code;
    if (code === CODE_USED) {
      throw new DomainError("code_used", "That code was used already. Sign in again, with the next one.");
    }
    if (code && OVER.has(code)) {
      throw new DomainError("sign_in_over", "That sign-in is over. Please begin again.");
    }
    throw refusal();
  }
}
