import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { giftOrders, passes } from "@/db/schema";
import { claimAttempt } from "@/domain/attempt-limit";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { applyFacts } from "@/domain/membership/apply-facts";
import { hashEmail } from "@/domain/membership/email-hash";
import { hashGiftCode } from "./gift-code";

const HOUR = 3_600;

export const redemptionSchema = z.object({
  code: z.string().trim().min(1).max(60),
  email: z.email().max(254),
});

export interface Redemption extends z.input<typeof redemptionSchema> {
  /** Address of the client; null when unknown. */
  network: string | null;
}

/**
 * Makes a gift its recipient's: once, by whoever holds the code. It counts them by the address they give. Says nothing
 * about whether the address is a member's. Throws gift_not_found, gift_already_redeemed, gift_not_valid, rate_limited.
 */
export async function redeemGift(
  ctx: Ctx,
  redemption: Redemption,
): Promise<{ startsAt: Date; endsAt: Date }> {
  const parsed = redemptionSchema.safeParse(redemption);
  if (!parsed.success) throw new DomainError("invalid_input", "Please give the code and an e-mail address.");
  const codeHash = hashGiftCode(parsed.data.code);
  await limit(ctx, codeHash, redemption.network);
  const recipientHash = hashEmail(parsed.data.email, ctx.settings.emailHashKey);
  const pass = await ctx.db.transaction(async (tx) => {
    const [found] = await tx
      .select({ pass: passes, redeemedAt: giftOrders.redeemedAt })
      .from(giftOrders)
      .innerJoin(passes, eq(passes.id, giftOrders.id))
      .where(eq(giftOrders.codeHash, codeHash));
    if (!found) throw new DomainError("gift_not_found", "We do not know this code.");
    const { pass } = found;
    if (pass.moneyBack || pass.endsAt <= ctx.clock.now())
      throw new DomainError("gift_not_valid", "This gift is not valid any more.");
    // Of any number at once, the first to write has it; the others find it taken.
    const [won] = await tx
      .update(giftOrders)
      .set({ redeemedAt: ctx.clock.now(), recipientSealed: null })
      .where(and(eq(giftOrders.id, pass.id), isNull(giftOrders.redeemedAt)))
      .returning({ id: giftOrders.id });
    if (!won) throw new DomainError("gift_already_redeemed", "This code was used already.");
    await tx.update(passes).set({ recipientHash }).where(eq(passes.id, pass.id));
    return pass;
  });
  await applyFacts(ctx, [], [{ passId: pass.id, dueAt: ctx.clock.now() }]);
  return { startsAt: pass.startsAt, endsAt: pass.endsAt };
}

/** Guessing is slow from one network, and for one code wherever it comes from. */
async function limit(ctx: Ctx, codeHash: string, network: string | null): Promise<void> {
  const ofCode = await claimAttempt(ctx, { what: "redeem", subject: codeHash, attempts: 10, seconds: HOUR });
  const ofNetwork =
    !network ||
    (await claimAttempt(ctx, { what: "redeem from", subject: network, attempts: 30, seconds: HOUR }));
  if (!ofCode || !ofNetwork)
    throw new DomainError("rate_limited", "Too many attempts. Please try again in an hour.");
}
