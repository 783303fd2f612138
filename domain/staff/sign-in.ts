import { APIError } from "better-auth/api";
import { z } from "zod";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";

const credentials = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  password: z.string().min(1).max(128),
});

// One refusal for every reason, so that nobody learns which addresses have an account.
const refusal = () => new DomainError("not_signed_in", "That e-mail and password do not match.");

/**
 * Signs a person in and returns the cookies to set.
 * Refuses with `not_signed_in` (whatever is wrong) or `rate_limited` (locked for a while).
 */
export async function signInStaff(
  ctx: Ctx,
  auth: StaffAuth,
  input: { email: unknown; password: unknown },
  headers: Headers,
): Promise<{ cookies: string[] }> {
  const parsed = credentials.safeParse(input);
  if (!parsed.success) throw refusal();
  try {
    const signedIn = await auth.api.signInEmail({ body: parsed.data, headers, returnHeaders: true });
    const { id, email } = signedIn.response.user;
    await recordAudit(ctx.db, { id, email }, { action: "staff.signed_in", subject: email });
    return { cookies: signedIn.headers.getSetCookie() };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    if (error.statusCode === 429) {
      ctx.log.warn({ part: "staff" }, "staff sign-in locked after repeated attempts");
      throw new DomainError("rate_limited", "Too many attempts. Please wait a few minutes and try again.");
    }
    if (error.statusCode >= 500) throw error;
    throw refusal();
  }
}
