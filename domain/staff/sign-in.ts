import { eq, sql } from "drizzle-orm";
import { signInFailures } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import type { StaffAuth } from "./auth";

/** Tries before a pause begins; then 1 s, 2 s, 4 s … up to 15 minutes after the last failure. */
const FREE_TRIES = 5;
const MAX_PAUSE_MS = 15 * 60_000;

/**
 * Signs staff in; gives the `Set-Cookie` headers to send. The words are the same for a wrong password and an unknown
 * address. Throws invalid_input, rate_limited.
 */
export async function signIn(
  ctx: Ctx,
  auth: StaffAuth,
  { email, password }: { email: string; password: string },
): Promise<string[]> {
  const key = `account:${email.trim().toLowerCase()}`;
  await refuseWhilePaused(ctx, key);
  const response = await auth.api.signInEmail({ body: { email, password }, asResponse: true }).catch(() => null);
  if (!response?.ok) {
    await countFailure(ctx, key);
    throw new DomainError("invalid_input", "That e-mail address and password do not belong together.");
  }
  await ctx.db.delete(signInFailures).where(eq(signInFailures.key, key));
  return response.headers.getSetCookie();
}

/** Ends the session of these headers; gives the `Set-Cookie` headers that clear it. */
export async function signOut(auth: StaffAuth, headers: Headers): Promise<string[]> {
  const response = await auth.api.signOut({ headers, asResponse: true }).catch(() => null);
  return response?.headers.getSetCookie() ?? [];
}

async function refuseWhilePaused(ctx: Ctx, key: string): Promise<void> {
  const [held] = await ctx.db.select().from(signInFailures).where(eq(signInFailures.key, key));
  if (!held || held.failures < FREE_TRIES) return;
  const pause = Math.min(MAX_PAUSE_MS, 1_000 * 2 ** (held.failures - FREE_TRIES));
  const left = held.lastAt.getTime() + pause - Date.now();
  if (left > 0) {
    throw new DomainError("rate_limited", `Too many tries. Please wait ${Math.ceil(left / 1000)} seconds.`);
  }
}

async function countFailure(ctx: Ctx, key: string): Promise<void> {
  await ctx.db
    .insert(signInFailures)
    .values({ key, failures: 1, lastAt: new Date() })
    .onConflictDoUpdate({
      target: signInFailures.key,
      set: { failures: sql`${signInFailures.failures} + 1`, lastAt: new Date() },
    });
}
