import { and, asc, eq, lte } from "drizzle-orm";
import { installation, letters, notifications, passes } from "@/db/schema";
import type { Ctx, DomainSettings } from "@/domain/context";
import { type Gift, readGift } from "@/domain/gift/read-gift";
import type { Locale } from "@/domain/locale";
import type { Notice } from "@/domain/notify/notice";
import { unseal } from "@/domain/seal";
import { type Mail, type Mailer, MailNotSentError } from "./mailer";

const LETTERS_A_ROUND = 20;
const LEASE_MS = 2 * 60_000;
const LAST_ATTEMPT = 8;
const FIRST_DELAY_MS = 30_000;

type Letter = typeof letters.$inferSelect;

/** What a letter is about. */
export type LetterContent =
  | { kind: "gift" | "gift_receipt"; gift: Gift }
  | { kind: "notice"; notice: Notice };

/** What a letter says, in its language: written outside the domain, which knows no markup. */
export type WriteLetter = (
  letter: { locale: Locale } & Pick<DomainSettings, "siteUrl" | "newsroom"> & LetterContent,
) => Promise<Pick<Mail, "subject" | "html" | "text">>;

/**
 * Sends what is due. A letter that the mail server certainly did not take is tried again, later each time; one whose
 * end is not known is never sent again by itself, because nobody wants a gift twice.
 */
export async function sendLetters(ctx: Ctx, mailer: Mailer, write: WriteLetter): Promise<number> {
  await giveUpLost(ctx);
  if (await isHeld(ctx)) return 0;
  let sent = 0;
  for (let round = 0; round < LETTERS_A_ROUND; round++) {
    const letter = await takeNext(ctx);
    if (!letter) break;
    if (await sendOne(ctx, mailer, write, letter)) sent++;
  }
  return sent;
}

/** After a restore, letters that went out since the backup would go again: staff release mail first. */
async function isHeld(ctx: Ctx): Promise<boolean> {
  const [held] = await ctx.db.select({ since: installation.mailHeldSince }).from(installation);
  return Boolean(held?.since);
}

/** Takes the next due letter for this process alone: of two that try, the second finds it taken. */
async function takeNext(ctx: Ctx): Promise<Letter | null> {
  const now = ctx.clock.now();
  const [due] = await ctx.db
    .select({ id: letters.id, attempts: letters.attempts })
    .from(letters)
    .where(and(eq(letters.state, "queued"), lte(letters.dueAt, now)))
    .orderBy(asc(letters.dueAt))
    .limit(1);
  if (!due) return null;
  const [taken] = await ctx.db
    .update(letters)
    .set({
      state: "sending",
      attempts: due.attempts + 1,
      // Real time: a lease says how long a process may take, whatever the newsroom's clock shows.
      leaseUntil: new Date(Date.now() + LEASE_MS),
    })
    .where(and(eq(letters.id, due.id), eq(letters.state, "queued")))
    .returning();
  return taken ?? null;
}

async function sendOne(ctx: Ctx, mailer: Mailer, write: WriteLetter, letter: Letter): Promise<boolean> {
  let mail: Mail;
  try {
    const content = await contentOf(ctx, letter);
    const to = content ? await addressOf(ctx, letter) : null;
    if (!content || !to) {
      await close(ctx, letter, { state: "failed", lastError: "there is nobody to send it to any more" });
      return false;
    }
    const { siteUrl, newsroom } = ctx.settings;
    const sender = { siteUrl, ...(newsroom ? { newsroom } : {}) };
    const written = await write({ ...content, ...sender, locale: letter.locale });
    mail = { ...written, to, messageId: `<${letter.id}@${new URL(ctx.settings.siteUrl).hostname}>` };
  } catch (error) {
    await tryLater(ctx, letter, `it could not be written: ${reasonOf(error)}`);
    return false;
  }
  try {
    await mailer.send(mail);
  } catch (error) {
    await takeFailure(ctx, letter, error);
    return false;
  }
  await close(ctx, letter, { state: "sent", sentAt: ctx.clock.now(), lastError: null });
  return true;
}

async function takeFailure(ctx: Ctx, letter: Letter, error: unknown): Promise<void> {
  const reason = reasonOf(error);
  if (!(error instanceof MailNotSentError)) {
    ctx.log.error({ letter: letter.id }, `a letter may or may not have been sent: ${reason}`);
    await close(ctx, letter, { state: "uncertain", lastError: reason });
  } else if (error.isFinal || letter.attempts >= LAST_ATTEMPT) {
    ctx.log.error({ letter: letter.id }, `a letter could not be sent: ${reason}`);
    await close(ctx, letter, { state: "failed", lastError: reason });
  } else await tryLater(ctx, letter, reason);
}

async function tryLater(ctx: Ctx, letter: Letter, reason: string): Promise<void> {
  ctx.log.warn({ letter: letter.id, attempts: letter.attempts }, `a letter was not sent yet: ${reason}`);
  const delay = FIRST_DELAY_MS * 2 ** (letter.attempts - 1);
  await ctx.db
    .update(letters)
    .set({
      state: letter.attempts >= LAST_ATTEMPT ? "failed" : "queued",
      lastError: reason,
      leaseUntil: null,
      dueAt: new Date(ctx.clock.now().getTime() + delay),
    })
    .where(eq(letters.id, letter.id));
}

/** A letter's end; the address is not needed any more. */
async function close(
  ctx: Ctx,
  letter: Letter,
  end: Partial<Pick<Letter, "state" | "sentAt" | "lastError">>,
): Promise<void> {
  await ctx.db
    .update(letters)
    .set({ ...end, leaseUntil: null, toSealed: null })
    .where(eq(letters.id, letter.id));
}

/** What a process that ended left under way may have arrived. */
async function giveUpLost(ctx: Ctx): Promise<void> {
  const lost = await ctx.db
    .update(letters)
    .set({
      state: "uncertain",
      toSealed: null,
      leaseUntil: null,
      lastError: "the process ended while sending",
    })
    .where(and(eq(letters.state, "sending"), lte(letters.leaseUntil, new Date())))
    .returning({ id: letters.id });
  for (const { id } of lost) ctx.log.error({ letter: id }, "a letter may or may not have been sent");
}

async function contentOf(ctx: Ctx, { kind, subjectId }: Letter): Promise<LetterContent | null> {
  if (kind !== "notice") {
    const gift = await readGift(ctx, subjectId);
    return gift && { kind, gift };
  }
  const [notice] = await ctx.db.select().from(notifications).where(eq(notifications.id, subjectId));
  return notice ? { kind, notice } : null;
}

/** The recipient's as it was given; the buyer's is read from Stripe, where it is kept. */
async function addressOf(ctx: Ctx, letter: Letter): Promise<string | null> {
  if (letter.toSealed) return unseal(letter.toSealed, ctx.settings.emailHashKey);
  if (letter.kind !== "gift_receipt") return null;
  const [bought] = await ctx.db
    .select({ sessionId: passes.checkoutId })
    .from(passes)
    .where(eq(passes.id, letter.subjectId));
  if (!bought) return null;
  const session = await ctx.stripe.checkout.sessions.retrieve(bought.sessionId);
  return session.customer_details?.email ?? null;
}

function reasonOf(error: unknown): string {
  // An address in a server's answer must not reach the log or the table.
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[^\s<>"]+@[^\s<>"]+/g, "(address)").slice(0, 300);
}
