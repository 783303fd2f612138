import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { giftOrders, passes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { LOCALES } from "@/domain/locale";
import { hashEmail } from "@/domain/membership/email-hash";
import type { Attribution, PassTerms } from "@/domain/membership/facts";
import { openCheckout } from "@/domain/membership/open-checkout";
import { passMetadata } from "@/domain/membership/pass-metadata";
import { seal } from "@/domain/seal";
import { cardSchema } from "./card";
import { giftCode, hashGiftCode } from "./gift-code";
import { listTerms, type Term } from "./list-terms";

const DAYS_AHEAD = 366;
const DAY_MS = 86_400_000;

export const termOrderSchema = z.object({
  kind: z.enum(["gift", "pass"]),
  priceId: z.string().max(100),
  /** One per visit of the form, and the id of what is bought: a double click buys one. */
  attempt: z.uuid(),
  locale: z.enum(LOCALES),
  /** Where the card goes; null for a card to print, and for a pass. */
  recipient: z.email().max(254).nullable(),
  card: cardSchema,
  /** First day, in the newsroom's time zone; null for at once. */
  startsOn: z.iso.date().nullable(),
});

export type TermOrder = z.input<typeof termOrderSchema>;

/**
 * Opens Stripe's Checkout for a gift or a pass; gives its address and id. Throws plan_not_found, invalid_input,
 * stripe_unavailable, counter_only.
 */
export async function orderTerm(
  ctx: Ctx,
  order: TermOrder,
  attribution: Attribution = {},
): Promise<{ url: string; sessionId: string }> {
  const parsed = termOrderSchema.safeParse(order);
  if (!parsed.success) throw invalid(parsed.error);
  const { kind, priceId, attempt, locale, recipient } = parsed.data;
  if (kind === "gift" ? ctx.settings.giftUrl : ctx.settings.joinUrl)
    throw new DomainError("counter_only", "This is sold on the newsroom's own page.");
  if (recipient && !ctx.settings.canMail) {
    throw new DomainError("invalid_input", "Gifts cannot be sent by e-mail just now; a card can be printed.");
  }
  const term = (await listTerms(ctx, kind)).find((known) => known.priceId === priceId);
  if (!term) throw new DomainError("plan_not_found", "This is not offered any more. Please choose again.");
  const startsAt = firstMoment(ctx, parsed.data.startsOn);
  if (kind === "gift") await keepOrder(ctx, parsed.data);
  const metadata = passMetadata(termsOf(ctx, term, attempt, startsAt, recipient));
  return openCheckout(ctx, {
    mode: "payment",
    line: { priceId },
    locale,
    cancelPath: kind === "gift" ? "/gift" : "/join",
    metadata,
    attribution,
    // Going back to change the message is another request; sending the same one twice is not.
    idempotencyKey: `${kind}-${attempt}-${digest(JSON.stringify([priceId, locale, metadata]))}`,
  });
}

function termsOf(ctx: Ctx, term: Term, id: string, startsAt: Date, recipient: string | null): PassTerms {
  return {
    id,
    kind: term.kind,
    months: term.months,
    startsAt,
    recipientHash: hashEmail(recipient, ctx.settings.emailHashKey),
    priceId: term.priceId,
  };
}

/** Keeps what the card says; once it is paid for, nothing changes it. */
async function keepOrder(ctx: Ctx, order: z.output<typeof termOrderSchema>): Promise<void> {
  const { emailHashKey } = ctx.settings;
  const said = {
    locale: order.locale,
    recipientSealed: order.recipient ? seal(order.recipient.trim(), emailHashKey) : null,
    cardSealed: seal(JSON.stringify(order.card), emailHashKey),
  };
  await ctx.db
    .insert(giftOrders)
    .values({
      id: order.attempt,
      orderedAt: ctx.clock.now(),
      codeHash: hashGiftCode(giftCode(order.attempt, emailHashKey)),
      ...said,
    })
    .onConflictDoUpdate({
      target: giftOrders.id,
      set: said,
      setWhere: sql`not exists (select 1 from ${passes} where ${passes.id} = ${giftOrders.id})`,
    });
}

/** The first moment of a day in the newsroom's time zone, or this one. */
function firstMoment(ctx: Ctx, day: string | null): Date {
  const now = ctx.clock.now();
  // To the hour, so that sending the form twice asks Stripe for the same thing.
  const thisHour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  if (!day) return thisHour;
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZoneOf(ctx));
  const at = new Date(start.epochMilliseconds);
  if (at <= now) return thisHour;
  if (at.getTime() - now.getTime() > DAYS_AHEAD * DAY_MS)
    throw new DomainError("invalid_input", "A gift can begin within a year from today.");
  return at;
}

/** The first and the last day that a gift may begin on, in the newsroom's time zone. */
export function firstDays(ctx: Ctx): { min: string; max: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.clock.now().getTime())
    .toZonedDateTimeISO(timeZoneOf(ctx))
    .toPlainDate();
  return { min: today.toString(), max: today.add({ years: 1 }).toString() };
}

function timeZoneOf(ctx: Ctx): string {
  return ctx.feed.read("current")?.progress.timezone ?? "UTC";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}

function invalid(error: z.ZodError): DomainError {
  const [issue] = error.issues;
  return new DomainError("invalid_input", `${issue?.path.join(".")}: ${issue?.message}`);
}
