import { eq } from "drizzle-orm";
import { giftOrders, passes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { unseal } from "@/domain/seal";
import { type Card, cardSchema } from "./card";
import { giftCode } from "./gift-code";

/** A paid gift as its buyer sees it. */
export interface Gift {
  id: string;
  code: string;
  card: Card;
  startsAt: Date;
  endsAt: Date;
  /** The newsroom's, in which its days are told. */
  timezone: string;
  /** Whether its card goes to the recipient by e-mail, and nobody has accepted it yet. */
  isMailed: boolean;
}

/** The gift with its card; null when it is not paid for or not one of ours. Only for its buyer's eyes and letters. */
export async function readGift(ctx: Ctx, id: string): Promise<Gift | null> {
  const [found] = await ctx.db
    .select({ pass: passes, order: giftOrders })
    .from(passes)
    .innerJoin(giftOrders, eq(giftOrders.id, passes.id))
    .where(eq(passes.id, id));
  if (!found || found.pass.moneyBack) return null;
  const { pass, order } = found;
  const written = order.cardSealed ? JSON.parse(unseal(order.cardSealed, ctx.settings.emailHashKey)) : {};
  return {
    id,
    code: giftCode(id, ctx.settings.emailHashKey),
    card: cardSchema.parse(written),
    startsAt: pass.startsAt,
    endsAt: pass.endsAt,
    timezone: ctx.feed.read("current")?.progress.timezone ?? "UTC",
    isMailed: pass.recipientHash !== null && order.redeemedAt === null,
  };
}
