import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { holdLease, releaseLease } from "@/domain/membership/lease";
import { newId } from "@/domain/new-id";

/** Long enough for one page of Stripe's with its retries, short enough to wait for after a kill. */
const LEASE_MS = 40_000;
const RENEW_MS = 10_000;
const WAIT_MS = 60_000;
const ASK_MS = 1_000;

/**
 * Runs work that only one process may do at a time, renewing its lease meanwhile. Waits for another run to end, or
 * for the lease of one that was killed to run out; throws conflict when it goes on.
 */
export async function withLease<T>(
  ctx: Ctx,
  name: string,
  { wait, say }: { wait: boolean; say?: (line: string) => void },
  work: () => Promise<T>,
): Promise<T | null> {
  const holder = newId();
  const until = Date.now() + WAIT_MS;
  let said = false;
  while (!(await holdLease(ctx, name, holder, LEASE_MS))) {
    if (!wait) return null;
    if (!said) say?.("Another run has not ended yet, or was stopped a moment ago; waiting for it.");
    said = true;
    if (Date.now() > until) throw new DomainError("conflict", "Another run is still going. Try again later.");
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
  const renewal = setInterval(() => void holdLease(ctx, name, holder, LEASE_MS).catch(() => {}), RENEW_MS);
  renewal.unref();
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await releaseLease(ctx, name, holder);
  }
}
