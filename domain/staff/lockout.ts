import { createHmac } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { staffLockouts } from "@/db/schema/staff";

interface LockoutRule {
  /** Attempts before the first wait. */
  free: number;
  /** The longest wait, in seconds. */
  longestWait: number;
}

const FIRST_WAIT_SECONDS = 30;
const FORGET_AFTER_SECONDS = 24 * 3600;

// Whoever guesses from one network waits long. An account is also counted across networks, but with a
// short wait: a stranger must not be able to keep an editor out on election night.
const RULES = {
  pair: { free: 5, longestWait: 15 * 60 },
  network: { free: 30, longestWait: 15 * 60 },
  account: { free: 20, longestWait: 2 * 60 },
} as const satisfies Record<string, LockoutRule>;

export interface SignInAttempt {
  email: string;
  /** Address of the client, null when unknown. */
  network: string | null;
}

/** Counts sign-in attempts and makes guessing slower and slower, for accounts that exist and that do not. */
export function createLockout(db: Db, secret: string, now: () => Date = () => new Date()) {
  const keyOf = (kind: keyof typeof RULES, value: string) =>
    createHmac("sha256", secret).update(`staff-lockout:${kind}:${value}`).digest("base64url");

  const keysOf = (attempt: SignInAttempt): [string, LockoutRule][] => {
    const email = attempt.email.trim().toLowerCase();
    const network: [string, LockoutRule][] = attempt.network
      ? [[keyOf("network", attempt.network), RULES.network]]
      : [];
    return [
      ...network,
      [keyOf("account", email), RULES.account],
      [keyOf("pair", `${email}|${attempt.network ?? ""}`), RULES.pair],
    ];
  };

  /** One statement per key, so that parallel guesses queue on the row and none slips past the count. */
  const claimKey = async (key: string, rule: LockoutRule): Promise<boolean> => {
    const at = now();
    const instant = sql`${at.toISOString()}::timestamptz`;
    const stale = sql`${staffLockouts.lastAttemptAt} < ${instant} - make_interval(secs => ${FORGET_AFTER_SECONDS})`;
    const attempts = sql`case when ${stale} then 1 else ${staffLockouts.attempts} + 1 end`;
    const wait = sql`case when (${attempts}) < ${rule.free} then 0
      else least(${rule.longestWait}, ${FIRST_WAIT_SECONDS} * power(2, least((${attempts}) - ${rule.free}, 20))) end`;
    const claimed = await db
      .insert(staffLockouts)
      .values({ key, attempts: 1, lastAttemptAt: at, lockedUntil: at })
      .onConflictDoUpdate({
        target: staffLockouts.key,
        set: {
          attempts: sql`${attempts}`,
          lastAttemptAt: at,
          lockedUntil: sql`${instant} + make_interval(secs => ${wait})`,
        },
        setWhere: sql`${staffLockouts.lockedUntil} <= ${instant}`,
      })
      .returning({ key: staffLockouts.key });
    return claimed.length === 1;
  };

  return {
    /** Takes one attempt; false while any of its keys is locked. Call before looking at the password. */
    async claim(attempt: SignInAttempt): Promise<boolean> {
      for (const [key, rule] of keysOf(attempt)) {
        if (!(await claimKey(key, rule))) return false;
      }
      return true;
    },

    /** Forgets the attempts of an account after a success. The network keeps its count of other accounts. */
    async forgive(attempt: SignInAttempt): Promise<void> {
      const [pair, account, network] = keysOf(attempt).reverse();
      if (pair && account) {
        await db.delete(staffLockouts).where(inArray(staffLockouts.key, [pair[0], account[0]]));
      }
      if (network) {
        await db
          .update(staffLockouts)
          .set({ attempts: sql`greatest(${staffLockouts.attempts} - 1, 0)`, lockedUntil: now() })
          .where(inArray(staffLockouts.key, [network[0]]));
      }
    },
  };
}
