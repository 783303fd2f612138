import { createHmac } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { staffUsedCodes } from "@/db/schema/staff";

// A code is taken for its own half minute and the ones beside it.
const REMEMBER_SECONDS = 300;

/** Lets each code of an authenticator open one session only. */
export function createOneTimeCodes(db: Db, secret: string) {
  return {
    /** True for whoever is first with this code; parallel attempts meet on the key. */
    async claim(userId: string, code: string): Promise<boolean> {
      const key = createHmac("sha256", secret).update(`staff-code:${userId}:${code}`).digest("base64url");
      const old = sql`now() - make_interval(secs => ${REMEMBER_SECONDS})`;
      await db.delete(staffUsedCodes).where(lt(staffUsedCodes.usedAt, old));
      const claimed = await db
        .insert(staffUsedCodes)
        .values({ key, usedAt: new Date() })
        .onConflictDoNothing()
        .returning({ key: staffUsedCodes.key });
      return claimed.length === 1;
    },
  };
}
